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
  dataset <- csv_dataset(path, ignore_errors = TRUE, column_defaults = list(sold = 0L), batch_size = 2)
  expect_identical(columns_of(dataset), list(shop = c("A", "C", "E"), sold = c(1L, 3L, 5L)))
  expect_equal(nrow(report(dataset)), 2)
})
