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

test_that("functions of R are losses and metrics with names", {
  squares <- function(y_true, y_pred) tf$reduce_mean((y_true - y_pred)^2)
  largest <- function(y_true, y_pred) tf$reduce_max(abs(y_true - y_pred))
  trained <- function(...) {
    model <- keras_model_sequential() %>% layer_dense(1, use_bias = FALSE, kernel_initializer = "zeros")
    compile(model, optimizer = keras$optimizers$SGD(0.1), loss = squares, ...)
    # Keras hands metrics a vector as it is, and the predictions as a column.
    fit(model, x, matrix(y), epochs = 2, verbose = 0, shuffle = FALSE)$metrics
  }
  expect_equal(trained(metrics = largest), list(largest = c(4, 2), loss = c(10, 2.5)), tolerance = 1e-6)
  expect_named(trained(metrics = list(largest, "mae")), c("largest", "loss", "mae"))
  expect_equal(trained(metrics = list(top = largest, "mae"))$top, c(4, 2), tolerance = 1e-6)
  expect_equal(trained(metrics = ~ tf$reduce_max(abs(.x - .y)))[[2]], c(4, 2), tolerance = 1e-6)
})

test_that("a metric of one of several outputs is named after that output", {
  error <- function(y_true, y_pred) tf$reduce_mean(abs(y_true - y_pred))
  input <- layer_input(1)
  outputs <- list(a = input %>% layer_rescaling(1, name = "a"), b = input %>% layer_rescaling(2, name = "b"))
  model <- keras_model(input, outputs)
  compile(model, loss = list(a = "mse", b = "mse"), metrics = list(b = list(error)))
  measured <- evaluate(model, x, list(a = x, b = x), verbose = 0)
  expect_equal(measured$b_error, 1.5)
})

test_that("callbacks of R get numbers and lists of R", {
  seen <- list()
  watch <- tf$keras$callbacks$LambdaCallback(on_epoch_end = function(epoch, logs) {
    seen[[length(seen) + 1]] <<- list(epoch + 1, logs$loss / 2)
  })
  halve <- tf$keras$callbacks$LearningRateScheduler(function(epoch, rate) rate * 0.5)
  model <- line()
  model %>% fit(x, y, epochs = 2, verbose = 0, shuffle = FALSE, callbacks = list(watch, halve))
  expect_equal(seen[[1]], list(1, 5))
  expect_equal(seen[[2]][[1]], 2)
  expect_equal(as.vector(model$optimizer$learning_rate), 0.025, tolerance = 1e-6)
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

test_that("a saved model is loaded with what its layers learned", {
  lookup <- layer_string_lookup()
  lookup %>% adapt(c("b", "a", "b"))
  input <- layer_input(shape = 1, dtype = "string")
  model <- keras_model(input, input %>% lookup())
  path <- tempfile(fileext = ".keras")
  expect_false(withVisible(save_model(model, path))$visible)
  expect_equal(as.vector(load_model(path)(c("a", "b", "c"))), c(2, 1, 0))
  expect_error(
    save_model(model, path),
    sprintf(
      paste(
        "save_model: `filepath` must be a file that does not exist yet, not \"%s\".",
        "Pass `overwrite = TRUE` to replace it."
      ), path
    ),
    fixed = TRUE, class = "prelayer_error"
  )
  expect_error(
    save_model(model, "model.zip"),
    "save_model: `filepath` must be a path that ends in \".keras\", \".h5\" or \".hdf5\", not \"model.zip\".",
    fixed = TRUE, class = "prelayer_error"
  )
  save_model(model, path, overwrite = TRUE)
  nowhere <- file.path(tempfile("none"), "model.keras")
  expect_error(
    save_model(model, nowhere),
    sprintf(
      paste(
        "save_model: `filepath` must be a file that can be written, not \"%s\".",
        "No such file or directory."
      ), nowhere
    ),
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("methods that keras3 has for models are for models of others", {
  fit.keras.src.models.model.Model <- function(object, ...) "fitted by keras3"
  expect_s3_class(fit(line(), x, y, verbose = 0), "prelayer_history")
  expect_equal(fit(reticulate::import("keras")$Sequential(), x, y), "fitted by keras3")
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
    save_model(model)
    save_model(list(), "list.keras")
    callback_early_stopping(patience = 2.5)
    model %>% fit(x, y, callbacks = list(on_epoch_end = function(epoch, logs) 1))
    model %>% predict(x, callbacks = "early")
    model %>% compile(loss = function(y) y)
    model %>% compile(loss = "mse", metrics = list(~.x, function(a, b, c) a))
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
