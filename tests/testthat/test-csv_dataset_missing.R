needs_python()

test_that("missing values are an error unless there is a rule", {
  path <- write_shops()
  error <- expect_error(csv_dataset(path), class = "prelayer_error")
  expect_identical(conditionMessage(error), sprintf(paste(
    "csv_dataset: the column \"size\" must not have missing values, but 1 of 3 are, the first in",
    "line 3 of %s. `na=\"mask\"` lets NaN or the empty text stand for those of features;",
    "`column_defaults` says what else does."
  ), path))
  found <- columns_of(csv_dataset(path, na = "token"))
  expect_identical(found$size, c(1.5, NaN, -2000))
  expect_identical(found$town, c("Ulm", "[NA]", "Bonn"))
})

test_that("missing labels are always an error", {
  expect_error(csv_dataset(write_shops(), label_name = "size", na = "mask"), class = "prelayer_error")
  given <- list(size = 0)
  found <- columns_of(csv_dataset(write_shops(), label_name = "size", na = "mask", column_defaults = given))
  expect_identical(found$label, c(1.5, 0, -2000))
})
