needs_python()

test_that("a missing object gives the layer", {
  expect_identical(py_kind(layer_rescaling(scale = 1)), "layer")
})

test_that("a vector, an array or a tensor is what the layer is called on", {
  for (value in list(c(1, 2), as_tensor(c(1, 2)))) {
    expect_identical(as.vector(value %>% layer_rescaling(scale = 2)), c(2, 4))
  }
  expect_identical(dim(diag(3) %>% layer_rescaling(2)), c(3L, 3L))
})

test_that("a Sequential model gets the layer and is given back", {
  model <- keras_model_sequential() %>%
    layer_rescaling(scale = 2) %>%
    layer_rescaling(scale = 1, offset = 1)
  expect_identical(py_kind(model), "sequential")
  expect_length(model$layers, 2)
  expect_identical(as.vector(model(c(1, 2))), c(3, 5))
})

test_that("layers of a pipe are made from left to right, as their names show", {
  model <- keras_model_sequential(input_shape = 2) %>%
    layer_dense(2) %>%
    layer_dense(3)
  numbers <- sub("dense_?", "", vapply(model$layers, function(layer) layer$name, ""))
  numbers <- as.integer(ifelse(numbers == "", "0", numbers))
  expect_identical(diff(numbers), 1L)
})

test_that("a dataset is mapped over its first component", {
  alone <- tensor_slices_dataset(c(1, 2)) %>% layer_rescaling(scale = 10)
  expect_identical(vapply(dataset_collect(alone), as.vector, 0), c(10, 20))
  pairs <- tensor_slices_dataset(list(c(1, 2), c("a", "b"))) %>% layer_rescaling(scale = 10)
  second <- dataset_collect(pairs)[[2]]
  expect_identical(as.vector(second[[1]]), 20)
  expect_identical(as.vector(second[[2]]), "b")
})

test_that("a layer is a step of dataset_map()", {
  preprocessing_layer <- layer_rescaling(scale = 0.5)
  train_ds <- tensor_slices_dataset(list(c(2, 4), c(0L, 1L))) %>%
    dataset_map(function(x, y) list(preprocessing_layer(x), y))
  expect_identical(vapply(dataset_collect(train_ds), function(pair) as.vector(pair[[1]]), 0), c(1, 2))
})

test_that("layers and models are called by pipe, with and without parentheses", {
  preprocessing_layer <- layer_rescaling(scale = 0.5)
  rest_of_the_model <- keras_model_sequential() %>% layer_rescaling(scale = 1, offset = 1)
  input <- layer_input(shape = 2)
  output <- input %>% preprocessing_layer() %>% rest_of_the_model()
  model <- keras_model(input, output)
  expect_equal(as.vector(model(matrix(c(2, 4), 1))), c(2, 3))
  bare <- keras_model(input, input %>% preprocessing_layer %>% rest_of_the_model)
  expect_equal(as.vector(matrix(c(2, 4), 1) %>% bare), c(2, 3))
})

test_that("NA in the data is an error before Python sees it", {
  expect_snapshot(error = TRUE, c(1, NA) %>% layer_rescaling(scale = 2))
})

test_that("a first option in the place of the data is an error that says how to name it", {
  expect_snapshot(error = TRUE, {
    layer_rescaling(1 / 255)
    layer_random_rotation(0.1)
    layer_resizing(32, 32)
    layer_random_flip("horizontal")
    layer_dense(8)
    layer_max_pooling_2d(2)
    prelayer::layer_rescaling()
  })
})

test_that("a single number or word is data for a layer of numbers or words", {
  expect_identical(as.vector(layer_rescaling(3, scale = 2)), 6)
  expect_identical(as.vector(layer_string_lookup("b", vocabulary = c("a", "b"))), 2L)
})

test_that("a layer that cannot take a dataset's elements says so in its own sentence", {
  words <- tensor_slices_dataset(c("a", "b"))
  expect_error(words %>% layer_rescaling(scale = 2), "^layer_rescaling: [^\n]*\\.$", class = "prelayer_error")
})
