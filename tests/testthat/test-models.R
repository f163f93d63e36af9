needs_python()
tf$get_logger()$setLevel("ERROR") # many small models look like retracing

# One weight that starts at 0 and steps of 0.1, so that training can be followed by hand.
line <- function(...) {
  keras_model_sequential() %>%
    layer_dense(1, use_bias = FALSE, kernel_initializer = "zeros") %>%
    compile(optimizer = keras$optimizers$SGD(0.1), loss = "mse", ...)
}

x <- matrix(c(1, 2))
y <- c(2, 4)

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
  expect_equal(as.vector(outer(x)), c(3, 5))
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

test_that("compile gives the model back", {
  model <- keras_model_sequential() %>% layer_dense(1)
  compiled <- withVisible(compile(model, loss = "mse"))
  expect_false(compiled$visible)
  expect_identical(reticulate::py_id(compiled$value), reticulate::py_id(model))
})

test_that("training follows the gradient and tells what it measured", {
  model <- line(metrics = "mae")
  history <- model %>% fit(x, y, epochs = 2, verbose = 0, shuffle = FALSE)
  expect_equal(history$metrics, list(loss = c(10, 2.5), mae = c(3, 1.5)), tolerance = 1e-6)
  expect_equal(as.vector(predict(model, x, verbose = 0)), 1.5 * c(1, 2), tolerance = 1e-6)
  expect_snapshot(print(history))
})

test_that("training returns its history without showing it", {
  expect_false(withVisible(line() %>% fit(x, y, verbose = 0))$visible)
})

test_that("a model trains on arrays, tensors, datasets and lists alike", {
  trained <- function(...) {
    model <- line()
    model %>% fit(..., epochs = 2, verbose = 0)
    as.vector(model$get_weights()[[1]])
  }
  dataset <- tensor_slices_dataset(list(x, y)) %>% dataset_batch(2)
  expect_equal(trained(x, y), 1.5, tolerance = 1e-6)
  expect_equal(trained(as_tensor(x), as_tensor(y)), 1.5, tolerance = 1e-6)
  expect_equal(trained(dataset), 1.5, tolerance = 1e-6)
  expect_equal(trained(dataset_repeat(dataset), steps_per_epoch = 1), 1.5, tolerance = 1e-6)
})

test_that("text and several inputs go to a model as a list or as a named list", {
  word <- layer_input(shape = 1, dtype = "string", name = "word")
  size <- layer_input(shape = 1, name = "size")
  known <- word %>% layer_string_lookup(vocabulary = c("a", "b"), output_mode = "one_hot")
  output <- keras$layers$concatenate(list(known, size)) %>% layer_dense(1, kernel_initializer = "ones")
  model <- keras_model(list(word, size), output) %>% compile(loss = "mse")
  expected <- matrix(c(11, 21, 31))
  expect_equal(predict(model, list(c("a", "b", "zebra"), c(10, 20, 30)), verbose = 0), expected)
  expect_equal(predict(model, list(word = c("a", "b", "c"), size = c(10, 20, 30)), verbose = 0), expected)
  expect_equal(evaluate(model, list(c("a", "b"), c(10, 20)), c(11, 20), verbose = 0)$loss, 0.5)
  rows <- tensor_slices_dataset(list(word = c("a", "b", "c"), size = c(10, 20, 30))) %>% dataset_batch(2)
  expect_equal(predict(model, rows, verbose = 0), expected)
})

test_that("a model of text alone takes a character vector", {
  input <- layer_input(shape = 1, dtype = "string")
  model <- keras_model(input, input %>% layer_string_lookup(vocabulary = c("a", "b")))
  expect_equal(as.vector(predict(model, c("b", "z", "a"), verbose = 0)), c(2, 0, 1))
})

test_that("a model of several outputs predicts a list of arrays", {
  input <- layer_input(shape = 1)
  outputs <- list(double = layer_rescaling(input, 2), half = layer_rescaling(input, 0.5))
  predicted <- keras_model(input, outputs) %>% predict(x, verbose = 0)
  expect_equal(predicted, list(double = 2 * x, half = x / 2))
})

test_that("evaluating measures the loss and the metrics", {
  measured <- line(metrics = list("mae")) %>% evaluate(x = x, y = y, verbose = 0)
  expect_equal(measured, list(loss = 10, mae = 3))
})

test_that("what is no Keras model is evaluated by the generic of generics", {
  registerS3method("evaluate", "ruler", function(x, ...) "measured", envir = asNamespace("generics"))
  expect_equal(evaluate(structure(list(), class = "ruler")), "measured")
})

test_that("validation data is measured after each epoch", {
  history <- line() %>% fit(x, y, epochs = 2, verbose = 0, validation_data = list(x, c(0, 0)))
  expect_equal(history$metrics$val_loss, c(mean(x^2), mean((1.5 * x)^2)), tolerance = 1e-6)
})

test_that("classes and rows are weighted", {
  weighted <- function(...) (line() %>% fit(x, c(0, 1), verbose = 0, ...))$metrics$loss
  expect_equal(weighted(), 0.5)
  expect_equal(weighted(class_weight = c("0" = 1, "1" = 4)), 2)
  expect_equal(weighted(sample_weight = c(1, 6)), 3)
})

test_that("callbacks watch the training", {
  path <- tempfile(fileext = ".keras")
  stop_at_once <- callback_early_stopping(monitor = "loss", min_delta = 1000, patience = 1)
  history <- line() %>% fit(x, y, epochs = 9, verbose = 0, callbacks = list(
    callback_model_checkpoint(path, monitor = "loss", save_best_only = TRUE), stop_at_once
  ))
  expect_length(history$metrics$loss, 2)
  expect_equal(as.vector(load_model(path)$get_weights()[[1]]), 1.5, tolerance = 1e-6)
  alone <- line() %>% fit(x, y, epochs = 9, verbose = 0, callbacks = stop_at_once)
  expect_length(alone$metrics$loss, 2)
  expect_true(reticulate::py_has_attr(callback_tensorboard(log_dir = tempfile()), "set_model"))
})

test_that("a summary lists the layers", {
  input <- layer_input(shape = 2)
  text <- summary(keras_model(input, input %>% layer_dense(3, name = "first")))
  expect_match(text, "first (Dense)", fixed = TRUE, all = FALSE)
  expect_match(text, "Total params: 9", fixed = TRUE, all = FALSE)
  expect_output(print(text), "Total params: 9", fixed = TRUE)
})

test_that("a saved model is loaded with what its layers learned", {
  lookup <- layer_string_lookup()
  lookup %>% adapt(c("b", "a", "b"))
  input <- layer_input(shape = 1, dtype = "string")
  model <- keras_model(input, input %>% lookup())
  path <- tempfile(fileext = ".keras")
  expect_false(withVisible(save_model(model, path))$visible)
  expect_equal(as.vector(load_model(path)(c("a", "b", "c"))), c(2, 1, 0))
  expect_error(save_model(model, path), sprintf("there is a file at \"%s\"", path), fixed = TRUE)
  save_model(model, path, overwrite = TRUE)
})

test_that("methods of keras3 stand before ours where it is attached", {
  fit.keras.src.models.model.Model <- function(object, ...) "fitted by keras3"
  expect_equal(fit(line(), x, y), "fitted by keras3")
})

test_that("data sets come as lists of R arrays", {
  stand_in <- list(list(array(1:24, c(2, 2, 2, 3)), matrix(0:1)), list(array(1:12, c(1, 2, 2, 3)), matrix(1L)))
  for (name in c("cifar10", "mnist")) {
    module <- keras$datasets[[name]]
    original <- module$load_data
    module$load_data <- function() tuple(tuple(stand_in[[1]][[1]], stand_in[[1]][[2]]), as_py(stand_in[[2]]))
    loaded <- tryCatch(
      if (name == "cifar10") dataset_cifar10() else dataset_mnist(),
      finally = module$load_data <- original
    )
    expect_identical(loaded, stand_in)
  }
})

test_that("reports bad arguments in one sentence", {
  model <- line()
  expect_snapshot(error = TRUE, {
    layer_dense(units = 1.5)
    layer_input(shape = c(2.5, 3))
    model %>% fit(x, y, epochs = 1.5)
    model %>% fit(x, y, epochs = 0)
    model %>% fit(x, y, batch_size = "all")
    model %>% fit(x, c(NA, 1))
    model %>% fit(x, y, class_weight = c(1, 2))
    model %>% fit(x, y, class_weight = c(a = 1, b = 2))
    load_model("no/such/file.keras")
    load_model(NULL)
    save_model(list(), "list.keras")
    callback_early_stopping(patience = 2.5)
  })
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

test_that("what fails while a model runs is told in its one sentence", {
  model <- line()
  model %>% fit(x, y, verbose = 0)
  words <- keras_model_sequential() %>%
    layer_embedding(5, 2) %>%
    layer_flatten() %>%
    layer_dense(1) %>%
    compile(loss = "mse")
  missing_file <- tensor_slices_dataset("/no/such/file") %>% dataset_map(~ tf$io$read_file(.x))
  expect_snapshot(error = TRUE, {
    model %>% fit(matrix(1, 2, 3), y, verbose = 0)
    words %>% fit(matrix(9L), 1, verbose = 0)
    words %>% predict(matrix(9L), verbose = 0)
    dataset_collect(missing_file)
  })
})

test_that("an error keeps all that Python said", {
  error <- tryCatch(line() %>% fit(matrix("a"), 1, verbose = 0), error = identity)
  expect_s3_class(error, "prelayer_error")
  expect_gte(nchar(error$python), nchar(conditionMessage(error)))
  expect_match(error$exception, "Error$")
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
      expect_identical(conditionMessage(error), sprintf("`%s` must be a whole number, but it is 10.5.", argument))
    }
  }
})
