needs_python()

test_that("five epochs of a thousand steps train without a hang", {
  skip_slow("A hang of two threads shows after many steps only.")
  x <- matrix(seq(-1, 1, length.out = 24), 8)
  y <- rowSums(x)
  history <- within_seconds(3000, linear_model() %>% fit(
    generator_dataset(function() list(x, y), num_batches = 1000),
    epochs = 5, verbose = 0
  ))
  expect_length(history$metrics$loss, 5)
  expect_lt(history$metrics$loss[[5]], 1e-6)
})

test_that("training is that on the arrays", {
  x <- matrix(rnorm(24), 8)
  y <- rnorm(8)
  batch <- 0
  halves <- generator_dataset(function() {
    batch <<- batch + 1
    rows <- if (batch %% 2 == 1) 1:4 else 5:8
    list(x[rows, ], y[rows])
  }, num_batches = 2)
  losses <- lapply(list(list(halves), list(x, y, batch_size = 4)), function(data) {
    set_random_seed(1)
    input <- layer_input(shape = 3)
    model <- keras_model(input, layer_dense(input, 1)) %>% compile(optimizer = "sgd", loss = "mse")
    do.call(fit, c(list(model), data, list(epochs = 3, shuffle = FALSE, verbose = 0)))$metrics$loss
  })
  expect_equal(losses[[1]], losses[[2]], tolerance = 1e-5)
})

test_that("every way of reading lets R work meanwhile", {
  ds <- generator_dataset(function() list(matrix(1:6 + 0, 2), c(0, 1)), num_batches = 2)
  model <- linear_model()
  within_seconds(1200, {
    fit(model, ds, validation_data = ds, verbose = 0)
    expect_named(evaluate(model, ds, verbose = 0), "loss")
    expect_equal(dim(predict(model, dataset_map(ds, ~.x), verbose = 0)), c(4, 1))
    layer <- layer_normalization()
    adapt(layer, ds)
    expect_equal(as.array(layer(rbind(c(1.5, 3.5, 5.5)))), matrix(0, 1, 3))
    joined <- ds %>%
      dataset_map(~ list(.x * 2, .y)) %>%
      dataset_unbatch() %>%
      dataset_prefetch(2)
    expect_length(dataset_collect(joined), 4)
    expect_length(reticulate::iterate(as_array_iterator(ds)), 2)
  })
})

test_that("a loss and a metric of R learn while R makes batches", {
  x <- matrix(c(1, 2))
  fitted <- lapply(list(generator_dataset(function() list(x, 2 * x), num_batches = 2), NULL), function(ds) {
    model <- keras_model_sequential() %>%
      layer_dense(1, use_bias = FALSE, kernel_initializer = "zeros") %>%
      compile(
        optimizer = reticulate::import("keras")$optimizers$SGD(0.1),
        loss = function(y_true, y_pred) tf$reduce_mean(tf$square(y_true - y_pred)),
        metrics = list(function(y_true, y_pred) tf$reduce_max(tf$abs(y_true - y_pred)))
      )
    if (is.null(ds)) fit(model, rbind(x, x), 2 * rbind(x, x), batch_size = 2, verbose = 0)
    if (!is.null(ds)) fit(model, ds, verbose = 0)
    model
  })
  # The slope of the mean of (w x - 2 x)^2 at w is 5 (w - 2): from 0 two steps lead to 1 and 1.5.
  expect_equal(as.vector(fitted[[1]]$weights[[1]]), 1.5, tolerance = 1e-6)
  expect_equal(as.vector(fitted[[2]]$weights[[1]]), 1.5, tolerance = 1e-6)
})

test_that("functions of R are called while R makes batches", {
  ds <- generator_dataset(function() list(matrix(1, 2, 3), c(0, 1)), num_batches = 3)
  epochs <- NULL
  callback <- reticulate::import("keras")$callbacks$LambdaCallback(
    on_epoch_end = function(epoch, logs) epochs <<- c(epochs, epoch)
  )
  linear_model() %>% fit(ds, epochs = 3, verbose = 0, callbacks = callback)
  expect_equal(epochs, 0:2)
  rows <- NULL
  adapt(layer_normalization(), ds, progress = function(number, rows_now, seconds, share) rows <<- c(rows, rows_now))
  expect_equal(rows[length(rows)], 6)
})

test_that("what training prints can be captured", {
  ds <- generator_dataset(function() list(matrix(1, 2, 3), c(0, 1)), num_batches = 3)
  output <- reticulate::py_capture_output(linear_model() %>% fit(ds, epochs = 2, verbose = 2))
  expect_match(output, "Epoch 2/2\n3/3")
})

test_that("an interrupt ends the training, and the next one works", {
  skip_slow("A session of its own starts R and TensorFlow and trains until an interrupt, five times.")
  skip_on_os("windows")
  output <- in_new_session(timeout = 900, code = c(
    "interrupt <- function() tools::pskill(Sys.getpid(), tools::SIGINT)",
    "python <- reticulate::py_run_string('",
    "import os, signal, keras",
    "class Interrupt(keras.callbacks.Callback):",
    "    def on_train_batch_end(self, batch, logs=None):",
    "        if batch == 5: os.kill(os.getpid(), signal.SIGINT)",
    "')",
    "batch <- list(matrix(1, 2, 3), c(0, 1))",
    "made <- 0",
    "at_20 <- function(then) generator_dataset(function() {",
    "  made <<- made + 1",
    "  if (made == 20) { interrupt(); then() }",
    "  batch",
    "})",
    "model <- compile(layer_dense(keras_model_sequential(), 1), loss = 'mse')",
    "train <- function(ds, callbacks = NULL) {",
    "  made <<- 0",
    "  how <- tryCatch(",
    "    fit(model, ds, steps_per_epoch = 1e6, verbose = 0, callbacks = callbacks),",
    "    interrupt = function(condition) 'interrupted'",
    "  )",
    "  made_before <- made",
    "  made <<- 100",
    "  losses <- fit(model, ds, steps_per_epoch = 2, epochs = 3, verbose = 0)$metrics$loss",
    "  cat('result', how, length(losses), '\\n')",
    "}",
    "train(at_20(function() repeat NULL))",
    "train(at_20(function() repeat tf$ones(c(1, 2))))",
    "train(at_20(function() NULL))",
    "train(generator_dataset(function() batch), python$Interrupt())",
    "frame <- data.frame(a = 1:40, b = 1, c = 2)",
    "rows <- data_generator(frame, c('a', 'b', 'c'), 'a', batch_size = 2, load = function(rows) {",
    "  made <<- made + 1",
    "  if (made == 12) { interrupt(); repeat NULL }",
    "  as.matrix(rows)",
    "})",
    "train(dataset_repeat(rows))"
  ))
  expect_equal(grep("^result", output, value = TRUE), rep("result interrupted 3 ", 5))
})
