needs_python()

test_that("columns are those of the frame that was written", {
  needs_arrow()
  path <- write_parquet(arrow_table())
  dataset <- csv_dataset(path, label_name = "truth", batch_size = 2, na = "mask")
  found <- columns_of(dataset)
  expect_identical(found$whole, c(1L, -2L, 3L))
  expect_equal(found$decimal, c(0.5, -1.25, 1e-3), tolerance = 1e-7)
  expect_identical(found$gaps, c(1, NaN, 3))
  expect_identical(found$text, c("a", "D\u00e9licieux \u2615", ""))
  expect_identical(found$kind, c("x", "y", "x"))
  expect_identical(found$label, c(1L, 0L, 1L))
  expect_identical(unlist(schema(dataset)$feature_names), c("whole", "decimal", "gaps", "text", "kind"))
  expect_equal(dataset_cardinality(dataset), 2)
})

test_that("columns can be selected typed and shuffled", {
  needs_arrow()
  dataset <- csv_dataset(
    write_parquet(arrow_table()), select_columns = c("gaps", "decimal"),
    column_defaults = list(gaps = -1, decimal = tf$float64), shuffle = TRUE, shuffle_seed = 1
  )
  found <- columns_of(dataset)
  expect_named(found, c("decimal", "gaps"))
  expect_setequal(found$decimal, c(0.5, -1.25, 1e-3))
  expect_setequal(found$gaps, c(1, -1, 3))
})

test_that("what does not fit is an error that names the column", {
  needs_arrow()
  path <- write_parquet(arrow_table())
  error <- expect_error(csv_dataset(path, column_defaults = list(text = 0L)), class = "prelayer_error")
  expect_identical(conditionMessage(error), sprintf(paste(
    "csv_dataset: `column_defaults` makes the column \"text\" whole numbers, but it holds text in %s."
  ), path))
  gaps <- csv_dataset(path, select_columns = "gaps")
  expect_error(dataset_collect(gaps), "has missing values in column \"gaps\"", class = "prelayer_error")
})

test_that("options of text mean nothing", {
  needs_arrow()
  error <- expect_error(csv_dataset(write_parquet(arrow_table()), field_delim = ";"), class = "prelayer_error")
  expect_identical(
    conditionMessage(error),
    "csv_dataset: `field_delim` means nothing for Parquet files. Leave it out."
  )
})

test_that("a table of Arrow is a frame", {
  needs_arrow()
  dataset <- dataset_from_frame(arrow_table(), target = "kind", na = "mask")
  expect_identical(unlist(class_names(dataset)), c("x", "y"))
  c(features, kinds) %<-% values(dataset_collect(dataset)[[1]])
  expect_identical(features$whole, c(1L, -2L, 3L))
  expect_identical(features$gaps, c(1, NaN, 3))
  expect_identical(features$text, c("a", "D\u00e9licieux \u2615", ""))
  expect_identical(kinds, c(0L, 1L, 0L))
})

test_that("without Arrow a Parquet file is an error that says what brings it", {
  skip_slow("A session of its own starts R and TensorFlow, to be without Arrow.")
  code <- c(
    "path <- tempfile(fileext = '.parquet')",
    "invisible(file.create(path))",
    "reticulate::py_run_string(\"import sys; sys.modules['pyarrow'] = None\")",
    "cat(tryCatch(csv_dataset(path), error = conditionMessage))"
  )
  expect_identical(utils::tail(in_new_session(code), 1), paste(
    "csv_dataset: pyarrow is needed, but it is not installed;",
    "`reticulate::py_install(\"pyarrow\")` brings it."
  ))
})
