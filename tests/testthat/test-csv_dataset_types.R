needs_python()

test_that("defaults set types and missing values", {
  defaults <- list(size = 0.5, sold = tf$float64, town = "nowhere")
  dataset <- csv_dataset(write_shops(), column_defaults = defaults)
  found <- columns_of(dataset)
  expect_identical(found$size, c(1.5, 0.5, -2000))
  expect_identical(found$sold, c(7, 9, 11))
  expect_identical(found$town, c("Ulm", "nowhere", "Bonn"))
  types <- list(size = 0, sold = 0L, town = "")
  first <- dataset_collect(csv_dataset(write_shops(), column_defaults = types))[[1]]
  expect_identical(first$size$dtype$name, "float32")
  expect_identical(first$sold$dtype$name, "int64")
})

test_that("numbers with leading zeros, and logical values, are text", {
  path <- withr::local_tempfile(fileext = ".csv")
  shops <- data.frame(zip = c("01067", "99084"), sold = c(7, 9), open = c(TRUE, FALSE))
  write.csv(shops, path, row.names = FALSE)
  found <- columns_of(csv_dataset(path))
  expect_identical(found$zip, c("01067", "99084"))
  expect_identical(found$open, c("TRUE", "FALSE"))
  expect_identical(found$sold, c(7L, 9L))
})

test_that("late leading zeros are an error", {
  path <- withr::local_tempfile(fileext = ".csv")
  writeLines(c("zip,sold", "99084,1", "01067,1"), path)
  expect_error(
    dataset_collect(csv_dataset(path, num_rows_for_inference = 1)),
    "has '01067' in line 3 of column \"zip\", which holds whole numbers.",
    fixed = TRUE
  )
  given <- csv_dataset(path, column_defaults = list(zip = ""), num_rows_for_inference = 1)
  expect_identical(columns_of(given)$zip, c("99084", "01067"))
})
