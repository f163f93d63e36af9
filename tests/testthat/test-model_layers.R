needs_python()

test_that("a model computes what its layers say", {
  input <- layer_input(shape = 2)
  model <- keras_model(input, input %>% layer_dense(3, activation = "relu"), name = "small")
  weights <- matrix(c(1, -1, 0.5, 2, -3, 1), 2)
  bias <- c(0.5, -1, 0)
  model$set_weights(list(weights, array(bias)))
  data <- matrix(c(1, 2, 3, 4), 2)
  expected <- pmax(sweep(data %*% weights, 2, bias, `+`), 0)
  expect_equal(as.array(model(data)), expected, tolerance = 1e-6)
  expect_equal(predict(model, data, verbose = 0), expected, tolerance = 1e-6)
  expect_equal(model$name, "small")
})

test_that("a sequential model takes layers as arguments and by the pipe", {
  by_pipe <- keras_model_sequential() %>% layer_rescaling(2) %>% layer_flatten()
  as_arguments <- keras_model_sequential(layer_rescaling(scale = 2), layer_flatten())
  data <- array(1:8, c(2, 2, 2))
  expected <- cbind(data[, 1, 1], data[, 1, 2], data[, 2, 1], data[, 2, 2]) * 2
  expect_equal(as.array(by_pipe(data)), expected)
  expect_equal(as.array(as_arguments(data)), expected)
})

test_that("a sequential model may know the sizes of its input", {
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(3)
  expect_equal(dim(model$weights[[1]]), c(2, 3))
  model <- keras_model_sequential(input_shape = c(8, 6, 3)) %>% layer_conv_2d(2, 3)
  expect_equal(dim(model$outputs[[1]]), c(NA, 6, 4, 2))
  # As in code for Keras 2, where the first layer tells them.
  suppressWarnings(model <- keras_model_sequential(layer_dense(units = 1, input_shape = 4)))
  expect_equal(as.vector(as.array(model$weights[[2]])), 0)
  expect_length(as.array(model$weights[[1]]), 4)
})

test_that("a model is a layer of another model", {
  inner <- keras_model_sequential() %>% layer_rescaling(2)
  input <- layer_input(shape = 1)
  outer <- keras_model(input, input %>% inner() %>% layer_rescaling(1, offset = 1))
  expect_equal(as.vector(outer(matrix(c(1, 2)))), c(3, 5))
})

test_that("an input has the shape and the dtype that are asked for", {
  expect_identical(dim(layer_input(shape = c(32, 32, 3))), c(NA, 32L, 32L, 3L))
  expect_identical(dim(layer_input(shape(NULL), dtype = "int64")), c(NA_integer_, NA_integer_))
  text <- layer_input(shape = 1, dtype = "string", name = "text")
  expect_identical(dim(text), c(NA, 1L))
  expect_equal(text$dtype, "string")
  expect_equal(text$name, "text")
  expect_identical(dim(layer_input(shape = 2, batch_size = 4)), c(4L, 2L))
})

test_that("a size that is not known is NA", {
  expect_identical(dim(layer_input(shape = NA)), c(NA_integer_, NA_integer_))
  expect_identical(dim(layer_input(shape = c(NA, 3))), c(NA, NA, 3L))
  expect_identical(dim(layer_input(shape = list(NULL, 2))), c(NA, NA, 2L))
  expect_identical(dim(keras_model_sequential(layer_flatten(), input_shape = c(NA, 3))$inputs[[1]]), c(NA, NA, 3L))
  expect_error(layer_input(shape = c(2.5, NA)), "`shape` must be a whole number, not 2.5.", fixed = TRUE)
})

test_that("an input has a second name", {
  input <- keras_input(shape = c(NA, 3), dtype = "int64", name = "steps")
  expect_identical(dim(input), c(NA, NA, 3L))
  expect_identical(input$name, "steps")
  expect_identical(keras_input, layer_input)
})

test_that("a sequential model takes a list of layers, and the dtype of its input", {
  model <- keras_model_sequential(layers = list(layer_rescaling(scale = 2), layer_flatten()), input_shape = c(1, 2))
  expect_equal(as.array(model(array(1:2, c(1, 1, 2)))), matrix(c(2, 4), 1))
  words <- layer_string_lookup(vocabulary = c("a", "b"))
  model <- keras_model_sequential(layers = words, input_shape = 1, dtype = "string")
  expect_equal(as.vector(model(matrix(c("b", "z")))), c(2, 0))
  expect_error(
    keras_model_sequential(dtype = "string"),
    "keras_model_sequential: `dtype` must be given with `input_shape`, because it is the dtype of the input.",
    fixed = TRUE
  )
})

columns <- matrix(c(1, 3, 5, 2, 4, 10), 2)
# By hand: means 2, 3.5 and 7, standard deviations 1, 1.5 and 3.
standardized <- matrix(c(-1, 1, 1, -1, -1, 1), 2)

test_that("an adapted layer and a model are added to a sequential model by the pipe", {
  layer <- layer_normalization()
  layer %>% adapt(columns)
  model <- keras_model_sequential(input_shape = 3) %>% layer() %>% layer_rescaling(10)
  expect_length(model$layers, 2)
  expect_equal(as.array(model(columns)), 10 * standardized, tolerance = 1e-6)
  larger <- keras_model_sequential(input_shape = 3) %>% model() %>% layer_rescaling(2)
  expect_equal(as.array(larger(columns)), 20 * standardized, tolerance = 1e-6)
})

test_that("a dataset is piped to a layer or a model, which is mapped over it", {
  layer <- layer_normalization()
  layer %>% adapt(columns)
  model <- keras_model_sequential(input_shape = 3) %>% layer()
  pairs <- tensor_slices_dataset(list(columns, 1:2)) %>% dataset_batch(2)
  for (callable in list(layer, model)) {
    batch <- dataset_collect(pairs %>% callable())[[1]]
    expect_equal(as.array(batch[[1]]), standardized, tolerance = 1e-6)
    expect_equal(as.vector(batch[[2]]), 1:2)
  }
})

test_that("layers of Keras compute what they are named for", {
  image <- array(as.numeric(1:16), c(1, 4, 4, 1))
  plane <- image[1, , , 1]
  block <- function(f) sapply(1:2, function(j) sapply(1:2, function(i) f(plane[2 * i - 1:0, 2 * j - 1:0])))
  expect_equal(as.array(layer_max_pooling_2d(image))[1, , , 1], block(max))
  expect_equal(as.array(layer_average_pooling_2d(image, 2))[1, , , 1], block(mean))
  expect_equal(as.vector(layer_global_average_pooling_2d(image)), mean(plane))
  expect_equal(as.vector(layer_global_max_pooling_2d(image)), max(plane))
  expect_equal(as.vector(layer_flatten(image)), as.vector(t(plane)))
  expect_equal(as.vector(layer_dropout(image, 0.5)), as.vector(image))
  expect_equal(as.array(layer_global_average_pooling_1d(array(1:6, c(1, 3, 2)))), matrix(c(2, 5), 1))
  sums <- layer_conv_2d(image, filters = 1, kernel_size = c(2, 2), kernel_initializer = "ones")
  expect_equal(as.array(sums)[1, , , 1], plane[-1, -1] + plane[-4, -1] + plane[-1, -4] + plane[-4, -4])
})

test_that("an embedding looks up a row for each number", {
  layer <- layer_embedding(input_dim = 4, output_dim = 2)
  layer(matrix(0L))
  table <- matrix(1:8 / 2, 4)
  layer$set_weights(list(table))
  expect_equal(as.array(layer(c(3L, 0L))), table[c(4, 1), ])
})

test_that("recurrent layers give the last step or every step", {
  steps <- array(0.5, c(2, 5, 3))
  for (recurrent in list(layer_gru, layer_lstm)) {
    expect_equal(dim(recurrent(steps, 4)), c(2, 4))
    expect_equal(dim(recurrent(steps, 4, return_sequences = TRUE)), c(2, 5, 4))
  }
})

test_that("a summary lists the layers", {
  input <- layer_input(shape = 2)
  text <- summary(keras_model(input, input %>% layer_dense(3, name = "first")))
  expect_match(text, "first (Dense)", fixed = TRUE, all = FALSE)
  expect_match(text, "Total params: 9", fixed = TRUE, all = FALSE)
  expect_output(print(text), "Total params: 9", fixed = TRUE)
})

test_that("a shape that is not one vector is refused in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_input(32, 32, 3)
    layer_input(shape = NULL)
    layer_input()
  })
})

test_that("a model of what is no placeholder is refused in one sentence", {
  expect_snapshot(error = TRUE, {
    keras_model(layer_input(3), 3)
    keras_model(c(1, 2), layer_input(3))
    keras_model(list(layer_input(3)), list(layer_dense(units = 2)))
  })
})

test_that("whole numbers are integers in Keras's layers", {
  arguments <- list(
    layer_dense = "units", layer_gru = "units", layer_lstm = "units", layer_embedding = c("input_dim", "output_dim"),
    layer_conv_2d = c("filters", "kernel_size", "strides"), layer_max_pooling_2d = c("pool_size", "strides"),
    layer_average_pooling_2d = c("pool_size", "strides"), layer_dropout = "seed"
  )
  others <- list(units = 3, input_dim = 3, output_dim = 3, filters = 3, kernel_size = 3, pool_size = 3, rate = 0.5)
  for (name in names(arguments)) {
    fun <- get(name)
    needed <- others[intersect(names(others), names(formals(fun)))]
    made <- function(argument, value) do.call(fun, replace(needed, argument, value))
    for (argument in arguments[[name]]) {
      configured <- function(value) {
        config <- reticulate::py_call(reticulate::py_get_attr(made(argument, value), "get_config"))
        unlist(as_r(reticulate::py_get_item(config, argument)))[[1]]
      }
      for (value in list(10, 10L)) expect_identical(configured(value), 10L, label = paste(name, argument))
      expect_equal(configured(1e10), 1e10, label = paste(name, argument))
      error <- expect_error(made(argument, 10.5), class = "prelayer_error", label = paste(name, argument))
      expect_identical(conditionMessage(error), sprintf("`%s` must be a whole number, not 10.5.", argument))
    }
  }
})
