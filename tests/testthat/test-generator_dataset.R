needs_python()

# A function that makes `count` batches an epoch, numbered on and on.
numbered <- function(count, each = function(number) list(matrix(number, 2, 3), rep(number, 2))) {
  made <- 0
  function() {
    made <<- made + 1
    if (made %% (count + 1) == 0) NULL else each(made)
  }
}

first_values <- function(batches) vapply(batches, function(batch) as.array(batch[[1]])[[1]], 0)

linear_model <- function() {
  keras_model_sequential() %>%
    layer_dense(1) %>%
    compile(optimizer = "sgd", loss = "mse")
}

# Where something hangs, that is an error.
within <- function(seconds, expr) {
  setTimeLimit(elapsed = seconds, transient = TRUE)
  on.exit(setTimeLimit())
  expr
}

test_that("the batches of an epoch come once and in order", {
  for (prefetch in 0:3) {
    ds <- generator_dataset(numbered(4), prefetch = prefetch)
    expect_equal(first_values(dataset_collect(ds)), 1:4)
    expect_equal(first_values(dataset_collect(ds)), 6:9)
  }
})

test_that("lists become elements as everywhere", {
  frame <- data.frame(a = 1:2, b = c("x", "y"))
  ds <- generator_dataset(function() list(frame, list(c(0, 1), factor(c("u", "v"))), 1:2), num_batches = 1)
  batch <- dataset_collect(ds)[[1]]
  expect_named(batch[[1]], c("a", "b"))
  expect_equal(batch[[1]]$a$dtype$name, "int64")
  expect_equal(batch[[2]][[1]]$dtype$name, "float32")
  expect_equal(as.vector(batch[[1]]$b), c("x", "y"))
  expect_equal(as.vector(batch[[2]][[2]]), c("u", "v"))
  expect_equal(schema(ds)$feature_names, c("a", "b"))
  expect_equal(as.vector(dataset_collect(generator_dataset(function() "one", num_batches = 1))[[1]]), "one")
})

test_that("an epoch has as many batches as are asked for", {
  endless <- function() list(matrix(runif(6), 2), c(0, 1))
  ds <- generator_dataset(endless, num_batches = 3)
  expect_length(dataset_collect(ds), 3)
  # NULL may stand between the epochs or not.
  ds <- generator_dataset(numbered(3), num_batches = 3)
  expect_equal(first_values(dataset_collect(ds)), 1:3)
  expect_equal(first_values(dataset_collect(ds)), 5:7)
})

test_that("a reading that stops early leaves the rest", {
  ds <- generator_dataset(numbered(6), prefetch = 3)
  expect_equal(first_values(dataset_collect(ds, iter_max = 2)), 1:2)
  expect_equal(first_values(dataset_collect(ds)), 3:6)
  expect_equal(first_values(dataset_collect(ds)), 8:13)
})

test_that("a look at the first batch does not take it", {
  ds <- generator_dataset(numbered(3))
  expect_equal(first_values(dataset_collect(ds, iter_max = 1)), 1)
  expect_equal(first_values(dataset_collect(ds)), 1:3)
  expect_equal(first_values(dataset_collect(ds)), 5:7)
})

test_that("five epochs of a thousand steps train without a hang", {
  skip_slow("A hang of two threads shows after many steps only.")
  x <- matrix(seq(-1, 1, length.out = 24), 8)
  y <- rowSums(x)
  history <- within(3000, linear_model() %>% fit(
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
  within(1200, {
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

test_that("datasets within datasets let R work", {
  ds <- generator_dataset(numbered(2), num_batches = 2)
  of_two <- tensor_slices_dataset(1:2) %>% dataset_flat_map(function(x) ds)
  expect_length(within(600, dataset_collect(of_two)), 4)
  in_turn <- tensor_slices_dataset(1:3) %>% dataset_interleave(function(x) ds, cycle_length = 1)
  expect_length(within(600, dataset_collect(in_turn)), 6)
})

test_that("a batch without anything is an error", {
  for (batch in list(list(), list(1:2, list()))) {
    expect_error(
      generator_dataset(function() batch, num_batches = 1),
      "^generator_dataset: no part of a batch may be list\\(\\)\\.", class = "prelayer_error"
    )
  }
})

test_that("a number that float32 cannot hold is an error", {
  expect_error(
    generator_dataset(function() c(2^53 + 2, 1), num_batches = 1),
    "^generator_dataset: `generator\\(\\)` must hold numbers that float32 can hold", class = "prelayer_error"
  )
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

test_that("an R error in the function is that R error", {
  failing <- function(class) {
    made <- 0
    function() {
      made <<- made + 1
      if (made == 4) stop(errorCondition("no file \u00e9 left", class = class, file = "x.csv"))
      list(matrix(1, 2, 3), c(0, 1))
    }
  }
  error <- expect_error(
    within(1200, linear_model() %>% fit(generator_dataset(failing("my_error")), verbose = 0)),
    class = "my_error"
  )
  expect_equal(conditionMessage(error), "no file \u00e9 left")
  expect_equal(error$file, "x.csv")
  expect_error(dataset_collect(generator_dataset(failing("other_error"))), class = "other_error")
  expect_error(generator_dataset(function() stop("at once")), "at once")
})

test_that("an error ahead of what is read comes when it is reached", {
  made <- 0
  ds <- generator_dataset(function() {
    made <<- made + 1
    if (made == 3) stop("the third")
    list(made, 1)
  })
  expect_equal(first_values(dataset_collect(ds, iter_max = 2)), 1:2)
  expect_error(dataset_collect(ds), "the third")
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

test_that("functions of reticulate are replaced only while a dataset is read", {
  call_of <- function(module) {
    reticulate::py_get_attr(reticulate::import(module, convert = FALSE), "call_r_function", silent = TRUE)
  }
  read_by <- NULL
  ds <- generator_dataset(num_batches = 1, function() {
    read_by <<- has_member(call_of("rpycall"), "__wrapped__")
    1:2
  })
  dataset_collect(ds)
  expect_true(read_by)
  for (module in c("rpycall", "rpytools.call")) {
    call <- call_of(module)
    expect_false(is_python(call) && has_member(call, "__wrapped__"))
  }
})

test_that("reading by Python's own methods is an error and no hang", {
  ds <- generator_dataset(function() list(matrix(1, 2, 3), c(0, 1)), num_batches = 3, prefetch = 0)
  model <- linear_model()
  error <- expect_error(within(600, model$fit(ds, verbose = 0L)))
  expect_match(conditionMessage(error), "R cannot make the next batch while Python waits for it|<... omitted ...>")
})

test_that("refuses batches that are not like the first one", {
  made <- 0
  ds <- generator_dataset(function() {
    made <<- made + 1
    list(matrix(1, 2, made), c(0, 1))
  })
  error <- expect_error(dataset_collect(ds, iter_max = 2), class = "prelayer_error")
  expect_equal(conditionMessage(error), paste(
    "generator_dataset: x of batch 2 must be float32 of shape (NA, 1) as in the first batch,",
    "not float32 of shape (2, 2)."
  ))
})

test_that("a signature says what may differ", {
  made <- 0
  spec <- tf$TensorSpec(list(NULL, NULL), "float32")
  ds <- generator_dataset(function() {
    made <<- made + 1
    matrix(1, 2, made)
  }, num_batches = 3, output_signature = spec)
  expect_equal(lapply(dataset_collect(ds), dim), list(c(2, 1), c(2, 2), c(2, 3)))
})

test_that("reports bad arguments in one sentence", {
  good <- function() list(matrix(1, 2, 3), c(0, 1))
  exhausted <- function() {
    batches <- list(good(), NULL, NULL)
    ds <- generator_dataset(function() {
      batch <- batches[[1]]
      batches <<- batches[-1]
      batch
    }, prefetch = 0)
    dataset_collect(ds)
    dataset_collect(ds)
  }
  expect_snapshot(error = TRUE, {
    generator_dataset(1)
    generator_dataset(function() NULL)
    generator_dataset(function() list(c(1, NA), 1:2))
    generator_dataset(good, num_batches = 0)
    generator_dataset(good, prefetch = 0.5)
    dataset_collect(generator_dataset(numbered(2), num_batches = 3))
    exhausted()
  })
})

test_that("TensorFlow does not tune what would hold up the end of an epoch", {
  dataset <- generator_dataset(numbered(2))
  expect_false(dataset$options()$autotune$enabled)
  expect_true(dataset_options(dataset, autotune.enabled = TRUE)$options()$autotune$enabled)
})
