needs_python()

test_that("many files are read in order and batches go across them", {
  folder <- new_folder()
  paths <- file.path(folder, sprintf("part-%d.csv", c(2, 0, 1)))
  for (path in paths) write_table(path, sprintf("n,part\n%1$s,a\n1%1$s,b\n", substr(basename(path), 6, 6)))
  dataset <- csv_dataset(paths, batch_size = 4)
  expect_identical(columns_of(dataset)$n, c(2L, 12L, 0L, 10L, 1L, 11L))
  expect_length(dataset_collect(dataset), 2)
  expect_identical(columns_of(csv_dataset(file.path(folder, "part-*.csv")))$n, c(0L, 10L, 1L, 11L, 2L, 12L))
})

test_that("packed files are unpacked", {
  path <- tempfile(fileext = ".csv.gz")
  file <- gzfile(path, "w")
  writeLines(c("n,word", "1,a", "2,b"), file)
  close(file)
  expect_identical(columns_of(csv_dataset(path)), list(n = 1:2, word = c("a", "b")))
})

test_that("other encodings come out as utf 8", {
  path <- tempfile()
  text <- iconv("n,gr\u00f6\u00dfe\n1,D\u00e9licieux\n", "UTF-8", "latin1")
  writeBin(charToRaw(text), path)
  found <- columns_of(csv_dataset(path, encoding = "latin-1"))
  expect_identical(found[["gr\u00f6\u00dfe"]], "D\u00e9licieux")
})

test_that("another encoding is an error that names the line", {
  path <- tempfile()
  writeBin(charToRaw(iconv("n,word\n1,a\n1,\u00e9\n", "UTF-8", "latin1")), path)
  error <- expect_error(csv_dataset(path), class = "prelayer_error")
  expect_identical(conditionMessage(error), sprintf(paste(
    "csv_dataset: the file %s is not utf-8 in line 3. Name its encoding by `encoding`,",
    "such as \"latin-1\"."
  ), path))
})

test_that("reports files that are not there", {
  folder <- new_folder()
  path <- write_table(file.path(folder, "shops.csv"), "n\n1\n")
  error <- expect_error(csv_dataset(file.path(folder, "shop.csv")), class = "prelayer_error")
  expect_match(conditionMessage(error), sprintf("Is \"%s\" meant?", path), fixed = TRUE)
  expect_error(csv_dataset("no shops at all"), "does not exist. The working directory is ", fixed = TRUE)
})

test_that("another delimiter is an error that names it", {
  path <- file.path(new_folder(), "semicolons.csv")
  write.csv2(data.frame(n = 1:2, word = c("a", "b")), path, row.names = FALSE)
  expect_error(csv_dataset(path), "has ';' in it, and no ','. Pass `field_delim = \";\"`", fixed = TRUE)
  rows <- dataset_collect(csv_dataset(path, field_delim = ";"))[[1]]
  expect_equal(as.vector(rows$word), c("a", "b"))
})

test_that("row names are no column without a name", {
  path <- file.path(new_folder(), "rows.csv")
  write.csv(data.frame(n = 1:2), path)
  expect_error(csv_dataset(path), "column 1 has no name .* see .*`row.names` of write.csv\\(\\) in R\\.$")
})
