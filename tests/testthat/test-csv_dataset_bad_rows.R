needs_python()

test_that("a row that does not fit is an error that names its place", {
  path <- write_table(tempfile(fileext = ".csv"), "shop,sold\nA,1\nA,2\nB,many\n")
  dataset <- csv_dataset(path, num_rows_for_inference = 2)
  error <- expect_error(dataset_collect(dataset), class = "prelayer_error")
  expect_identical(conditionMessage(error), sprintf(paste(
    "csv_dataset: the file %s has 'many' in line 4 of column \"sold\", which holds whole numbers.",
    "`column_defaults` gives the column another type; `num_rows_for_inference` looks at more rows."
  ), path))
})

test_that("rows with errors are left out and listed", {
  path <- write_table(tempfile(fileext = ".csv"), "shop,sold\nA,1\nB\nC,3\nD,x\nE,5\n")
  for (rule in list(list(on_error = "skip"), list(ignore_errors = TRUE))) {
    arguments <- list(path, label_name = "sold", column_defaults = list(sold = 0L), batch_size = 2)
    dataset <- do.call(csv_dataset, c(arguments, rule))
    for (epoch in 1:2) {
      expect_identical(columns_of(dataset), list(shop = c("A", "C", "E"), label = c(1L, 3L, 5L)))
    }
    found <- report(dataset)
    expect_identical(found$path, c(path, path))
    expect_identical(found$line, c(3L, 5L))
    expect_identical(found$reason[[1]], "It has 1 field in line 3, but there are 2 columns.")
  }
})

test_that("a row that is not utf 8 is left out and listed", {
  path <- tempfile()
  writeBin(c(charToRaw("n,text\n1,a\n2,"), as.raw(0xe9), charToRaw("\n3,c\n")), path)
  dataset <- csv_dataset(path, on_error = "skip")
  expect_identical(columns_of(dataset)$n, c(1L, 3L))
  expect_identical(report(dataset)$line, 3L)
})

test_that("a file that cannot be read is an error under any rule", {
  path <- write_table(tempfile(), "id,text\n1,a\n2,\"open\n3,b\n")
  expect_error(csv_dataset(path, on_error = "skip"), "ends within the quotes that open in line 3", class = "prelayer_error")
})

test_that("rules that do not suit rows are refused", {
  path <- write_table(tempfile(), "n\n1\n")
  expect_snapshot(error = TRUE, {
    csv_dataset(path, on_error = "placeholder")
    csv_dataset(path, on_error = "drop")
    csv_dataset(path, on_error = "raise", ignore_errors = TRUE)
    csv_dataset(path, on_error = "skip", ignore_errors = FALSE)
  })
})
