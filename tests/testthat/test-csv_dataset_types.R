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
