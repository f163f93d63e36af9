needs_python()

test_that("missing values are an error unless there is a rule", {
  path <- write_shops()
  error <- expect_error(csv_dataset(path), class = "prelayer_error")
  expect_identical(conditionMessage(error), sprintf(paste(
    "csv_dataset: the column \"size\" must not have missing values, but 1 of 3 are, the first in",
    "line 3 of %s. `na = \"mask\"` reads those of features as NaN or the empty text;",
    "`column_defaults` sets another value."
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

test_that("the token of missing text must not be in the data", {
  path <- write_table(tempfile(fileext = ".csv"), "n,town\n1,Ulm\n2,\n3,\"[NA]\"\n")
  error <- expect_error(dataset_collect(csv_dataset(path, na = "token")), class = "prelayer_error")
  expect_identical(conditionMessage(error), sprintf(paste(
    "csv_dataset: the file %s has \"[NA]\" in line 4 of column \"town\", which is the token of",
    "missing text. Use `na = \"mask\"`, or `na_value = \"[NA]\"` if it means a missing value, or give the column",
    "another word by `column_defaults`."
  ), path))
  expect_identical(columns_of(csv_dataset(path, na = "mask"))$town, c("Ulm", "", "[NA]"))
  given <- csv_dataset(path, column_defaults = list(town = "none"))
  expect_identical(columns_of(given)$town, c("Ulm", "none", "[NA]"))
})

test_that("the token is text where nothing is missing", {
  path <- write_table(tempfile(fileext = ".csv"), "n,town\n1,Ulm\n,[NA]\n")
  expect_identical(columns_of(csv_dataset(path, na = "token"))$town, c("Ulm", "[NA]"))
})

test_that("the token of missing text must not be in parquet files", {
  needs_arrow()
  path <- write_parquet(arrow()$table(reticulate::dict(town = list("", "[NA]", NULL))))
  for (na in c("mask", "token")) {
    expect_error(
      dataset_collect(csv_dataset(path, na = na)),
      sprintf("the column \"town\" of %s must not hold both missing values and", path), fixed = TRUE
    )
  }
})
