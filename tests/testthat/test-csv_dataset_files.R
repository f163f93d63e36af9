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

test_that("reports files that are not there", {
  folder <- new_folder()
  path <- write_table(file.path(folder, "shops.csv"), "n\n1\n")
  error <- expect_error(csv_dataset(file.path(folder, "shop.csv")), class = "prelayer_error")
  expect_match(conditionMessage(error), sprintf("Is \"%s\" meant?", path), fixed = TRUE)
  expect_error(csv_dataset("no shops at all"), "does not exist. The working directory is ", fixed = TRUE)
})
