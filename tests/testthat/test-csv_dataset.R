needs_python()

test_that("rows become batches of features by name with a label", {
  batches <- dataset_collect(csv_dataset(write_shops(), batch_size = 2, label_name = "sold", na = "mask"))
  expect_length(batches, 2)
  c(features, label) %<-% batches[[1]]
  expect_identical(as.vector(as.array(features$shop)), c("A", "B"))
  expect_identical(as.vector(as.array(features$size)), c(1.5, NaN))
  expect_identical(as.vector(as.array(features$town)), c("Ulm", ""))
  expect_identical(as.vector(as.array(label)), c(7L, 9L))
})

test_that("the schema states names and types", {
  path <- write_shops()
  known <- schema(csv_dataset(path, label_name = "sold", na = "mask"))
  expect_identical(unlist(known$feature_names), c("shop", "size", "town"))
  expect_identical(unlist(known$target_names), "sold")
  expect_identical(unlist(known$file_paths), path)
})

test_that("a table of every kind is what R wrote", {
  frame <- data.frame(
    whole = c(1L, -2L, NA), decimal = c(1.5, NA, 1e-3),
    text = c("a \"b\", c", "two\nlines", "D\u00e9licieux \u2615"), truth = c(TRUE, FALSE, NA)
  )
  path <- tempfile(fileext = ".csv")
  utils::write.csv(frame, path, row.names = FALSE, fileEncoding = "UTF-8")
  found <- columns_of(csv_dataset(path, na_value = "NA", na = "mask"))
  expect_equal(found$whole, c(1, -2, NaN))
  expect_equal(found$decimal, c(1.5, NaN, 1e-3), tolerance = 1e-6)
  expect_identical(found$text, enc2utf8(frame$text))
  expect_identical(found$truth, c("TRUE", "FALSE", ""))
})

test_that("columns are selected by name or by place", {
  path <- write_shops()
  expect_named(columns_of(csv_dataset(path, select_columns = c("sold", "shop"))), c("shop", "sold"))
  expect_named(columns_of(csv_dataset(path, select_columns = c(0, 2))), c("shop", "sold"))
  expect_named(columns_of(csv_dataset(path, select_columns = "town", na = "mask")), "town")
})

test_that("rows come in order once unless asked", {
  expect_identical(columns_of(csv_dataset(write_shops(), na = "mask"))$shop, c("A", "B", "C"))
  expect_identical(columns_of(csv_dataset(write_shops(), num_epochs = 2, na = "mask"))$shop, rep(c("A", "B", "C"), 2))
  endless <- dataset_take(csv_dataset(write_shops(), num_epochs = NULL, batch_size = NULL, na = "mask"), 4)
  expect_identical(columns_of(endless)$shop, c("A", "B", "C", "A"))
})

test_that("shuffling draws another order each epoch", {
  path <- tempfile(fileext = ".csv")
  utils::write.csv(data.frame(n = 1:99), path, row.names = FALSE)
  load <- function() csv_dataset(path, shuffle = TRUE, shuffle_seed = 3)
  dataset <- load()
  first <- columns_of(dataset)$n
  expect_setequal(first, 1:99)
  expect_false(identical(columns_of(dataset)$n, first))
  expect_identical(columns_of(load())$n, first)
})

test_that("trains a model from a file", {
  path <- tempfile(fileext = ".csv")
  utils::write.csv(data.frame(x = (0:39) / 10, y = (0:39) / 5 - 1), path, row.names = FALSE)
  input <- layer_input(shape = 1, name = "x")
  model <- keras_model(input, layer_dense(input, 1))
  compile(model, optimizer = "sgd", loss = "mse")
  dataset <- csv_dataset(path, label_name = "y", batch_size = 8)
  dataset <- dataset_map(dataset, ~ list(tf$expand_dims(.x$x, 1L), .y))
  history <- fit(model, dataset, epochs = 3, verbose = 0)
  expect_lt(history$metrics$loss[[3]], history$metrics$loss[[1]])
})

test_that("stops in the middle and begins again", {
  path <- tempfile(fileext = ".csv")
  utils::write.csv(data.frame(n = 1:30000), path, row.names = FALSE)
  for (again in 1:3) {
    first <- dataset_collect(dataset_take(csv_dataset(path, batch_size = 100), 1))
    expect_equal(as.vector(as.array(first[[1]]$n)), 1:100)
    gc()
  }
})

test_that("reports bad arguments in one sentence", {
  path <- write_shops()
  same_path <- function(lines) gsub(path, "shops.csv", lines, fixed = TRUE)
  expect_snapshot(error = TRUE, transform = same_path, {
    csv_dataset(path, label_name = "sole")
    csv_dataset(path, select_columns = "shop", label_name = "sold")
    csv_dataset(path, select_columns = c("town", "sise"))
    csv_dataset(path, column_defaults = list(1))
    csv_dataset(path, column_names = c("a", "b"))
    csv_dataset(path, header = FALSE)
    csv_dataset(path, num_epochs = 0)
    csv_dataset(path, batch_size = 2.5)
    csv_dataset(path, na = "drop")
    csv_dataset(c(path, NA))
    csv_dataset(character())
  })
})

test_that("positions of columns count from 0, also in errors", {
  path <- tempfile(fileext = ".csv")
  write.csv(data.frame(a = 1:2, b = 3:4), path, row.names = FALSE)
  expect_error(
    csv_dataset(path, select_columns = c(1, 2)),
    "csv_dataset: `select_columns` must be names, or positions from 0 to 1, not 2.",
    fixed = TRUE, class = "prelayer_error"
  )
})
