needs_python()

rows <- rbind(c(0, 1), c(2, 2))

test_that("computes what its cases say", {
  run_cases("category_encoding")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_category_encoding()
    layer_category_encoding(num_tokens = 1.5)
    layer_category_encoding(num_tokens = 3, output_mode = "hot")
    layer_category_encoding(num_tokens = 3)(c(0, 3))
    layer_category_encoding(num_tokens = 3)(c(0L, NA))
    layer_category_encoding(num_tokens = 3)(factor("a"))
  })
})

test_that("encodes rows of different length", {
  ragged <- tf$ragged$constant(list(list(0L, 2L), list(1L)))
  expect_identical(as.array(layer_category_encoding(num_tokens = 3)(ragged)), rbind(c(1, 0, 1), c(0, 1, 0)))
})

test_that("encodes a batch of no rows", {
  for (output_mode in c("one_hot", "multi_hot", "count")) {
    layer <- layer_category_encoding(num_tokens = 3, output_mode = output_mode)
    encoded <- layer(matrix(numeric(), 0, 2))
    expect_identical(dim(encoded), if (output_mode == "one_hot") c(0L, 2L, 3L) else c(0L, 3L))
  }
})

test_that("weighs what it counts", {
  weights <- rbind(c(0.5, 2), c(0.25, 3))
  expected <- rbind(c(0.5, 2, 0), c(0, 0, 3.25))
  for (sparse in c(FALSE, TRUE)) {
    layer <- layer_category_encoding(num_tokens = 3, output_mode = "count", sparse = sparse)
    expect_identical(as.array(layer(rows, count_weights = weights)), expected)
  }
  index <- layer_input(shape = 2, dtype = "int64")
  weight <- layer_input(shape = 2)
  layer <- layer_category_encoding(num_tokens = 3, output_mode = "count")
  model <- keras_model(list(index, weight), layer(index, count_weights = weight))
  expect_identical(as.array(model(list(as_tensor(rows, "int64"), as_tensor(weights, "float32")))), expected)
})

test_that("refuses weights that do not fit", {
  layer <- layer_category_encoding(num_tokens = 3, output_mode = "count")
  expect_error(
    layer(rows, count_weights = c(0.5, 1)),
    "layer_category_encoding: `count_weights` must be a tensor like the inputs, of shape (2, 2), not c(0.5, 1).",
    fixed = TRUE
  )
  expect_error(
    layer_category_encoding(num_tokens = 3)(rows, count_weights = rows),
    "`count_weights` goes with `output_mode = \"count\"` only.",
    fixed = TRUE
  )
})

test_that("takes whole numbers of every kind", {
  layer <- layer_category_encoding(num_tokens = 3, output_mode = "one_hot")
  for (kind in list(c(2, 0), c(2L, 0L), matrix(c(2, 0), 2), as_tensor(c(2L, 0L)), data.frame(c(2, 0)))) {
    expect_identical(as.array(layer(kind)), rbind(c(0, 0, 1), c(1, 0, 0)))
  }
})

test_that("names a wrong index when a graph runs", {
  dataset <- tensor_slices_dataset(rows) %>% dataset_batch(2)
  encoded <- dataset %>% layer_category_encoding(num_tokens = 2)
  expect_error(dataset_collect(encoded), "the values must lie from 0 to 1, below `num_tokens`, but this is among them")
})

test_that("survives saving and loading", {
  for (output_mode in c("one_hot", "multi_hot", "count")) {
    layer <- layer_category_encoding(num_tokens = 3, output_mode = output_mode)
    expect_identical(as.array(saved_and_loaded(layer, 2, "int64")(rows)), as.array(layer(rows)))
  }
})
