needs_python()

test_that("a Python exception is an R error in R's words", {
  expect_snapshot(error = TRUE, {
    layer_rescaling(scale = "large")
    prelayer$NoSuchLayer
  })
  expect_error(layer_rescaling(scale = "large"), class = "prelayer_error")
})

test_that("an error inside a layer's call is the layer's own sentence", {
  error <- tryCatch(layer_normalization()(c(1, 2)), error = identity)
  expect_s3_class(error, "prelayer_error")
  expect_match(conditionMessage(error), "^layer_normalization: [^\n]*\\.$")
})

test_that("an error inside a traced function is the layer's own sentence", {
  data <- tensor_slices_dataset(matrix(1, 2, 2)) %>% dataset_batch(2)
  error <- tryCatch(layer_normalization(axis = 5) %>% adapt(data), error = identity)
  expect_match(conditionMessage(error), "^layer_normalization: `axis` must be [^\n]*\\.$")
})

test_that("Python's words become R's", {
  expect_identical(
    in_r_words("RandomFlip: `mode` must be \"both\" or None, but it is 'up'."),
    "layer_random_flip: `mode` must be \"both\" or NULL, but it is \"up\"."
  )
  expect_identical(
    in_r_words("adapt: `reset` must be True or False, but it is [1.5, 2.0, nan]."),
    "adapt: `reset` must be TRUE or FALSE, but it is c(1.5, 2, NaN)."
  )
})

test_that("a dict of Python is shown as a named list, a tuple as a vector", {
  expect_identical(
    in_r_words('shares, such as {"train": 0.8, "test": 0.2}, but it is {\'a b\': 1.0, \'x\': None}.'),
    "shares, such as list(train = 0.8, test = 0.2), but it is list('a b' = 1, x = NULL)."
  )
  expect_identical(in_r_words("f: it is {'npy': 'numpy: x'}."), "f: it is list(npy = 'numpy: x').")
  expect_identical(in_r_words("a share, but it is (0.2,)."), "a share, but it is c(0.2).")
  expect_identical(in_r_words("a share, but it is (0.5, 0.5)."), "a share, but it is c(0.5, 0.5).")
  for (kept in c("a {name}: b", "{}", "{'a': [1, 2]}")) expect_identical(in_r_words(kept), kept)
})

test_that("an error of R stays what it was", {
  expect_error(py_try(stop("an error of R")), "^an error of R$", class = "simpleError")
})

test_that("the sentence that matters is taken out of what frames it", {
  told <- function(message) python_sentence(structure(list(message = message), class = c("Rcpp::exception", "error", "condition")))
  sentence <- "indices[0,0] = 9 is not in [0, 5)"
  framed <- c(
    sprintf("InvalidArgumentError: Graph execution error:\n\nDetected at node a/b defined at (most recent call last):\n%s\n%s",
            "<stack traces unavailable>", paste0(sentence, "\n\t [[{{node a/b}}]] [Op:__inference_step_1]")),
    sprintf("errors_impl.InvalidArgumentError: Graph execution error:\n\n  File \"a.py\", line 3, in call\n\n%s\n\t [[{{node a}}]]", sentence),
    sprintf("InvalidArgumentError: {{function_node __wrapped__Gather_device_/job:localhost}} %s [Op:Gather] name: ", sentence),
    sprintf("Error: Error in user-defined function passed to MapDataset:1 transformation with iterator: Iterator::Root: %s", sentence),
    sprintf("Error: %1$s%1$sValueError: %2$s\nTraceback (most recent call last):\n\n  File \"a.py\", line 3\n\nValueError: %2$s",
            "Error in user-defined function passed to MapDataset:1 transformation with iterator: Iterator::Root: ", sentence),
    sprintf("Error: ValueError: %s\n<... omitted ...> line 3, in call", sentence)
  )
  for (message in framed) expect_identical(told(message), sentence)
})

test_that("a sentence in the middle of a long message is told", {
  model <- keras_model_sequential(input_shape = c(20, 24, 3)) %>% layer_flatten()
  expect_error(model(array(runif(1440), c(20, 24, 3))), "^Invalid input shape[.] Expected shape \\(NA, 20, 24, 3\\)")
  cut <- "ValueError: It failed.\n<... omitted ...>so it ends."
  expect_identical(uncut(cut, "ValueError: It failed.\nThis is why, and so it ends."), "ValueError: It failed.\nThis is why, and so it ends.")
  # The last exception of Python may be another one.
  expect_identical(uncut(cut, "ValueError: Another one failed."), cut)
  expect_identical(uncut("ValueError: all.", "ValueError: all. And more."), "ValueError: all.")
})

test_that("a long line is told in full", {
  python <- reticulate::py_run_string("def fail(text): raise ValueError(text)", convert = FALSE)
  line <- strrep("long", 1000)
  expect_identical(conditionMessage(tryCatch(as_callable(python$fail)(line), error = identity)), line)
})

test_that("an R error in a function that Python calls is that R error", {
  model <- function(...) compile(layer_dense(keras_model_sequential(), 1), ...)
  fails <- function(message) function(...) stop(errorCondition(message, class = "my_error", file = "x.csv"))
  callback <- tf$keras$callbacks$LambdaCallback(on_epoch_end = fails("in a callback"))
  train <- function(model, ...) fit(model, matrix(1, 2, 3), c(0, 1), verbose = 0, ...)
  long <- strrep("very long ", 300)
  told <- list(
    "in a loss" = function() train(model(loss = fails("in a loss"))),
    "in a metric" = function() train(model(loss = "mse", metrics = list(fails("in a metric")), run_eagerly = TRUE)),
    "in a callback" = function() train(model(loss = "mse"), callbacks = callback),
    "of adapt" = function() adapt(layer_normalization(), 1:3, progress = fails("of adapt")),
    "of map_fn" = function() tf$map_fn(fails("of map_fn"), as_tensor(c(1, 2)))
  )
  told[[long]] <- function() train(model(loss = fails(long)))
  for (message in names(told)) {
    error <- expect_error(told[[message]](), class = "my_error")
    expect_identical(conditionMessage(error), message)
    expect_identical(error$file, "x.csv")
  }
})

test_that("an R error that Python did not pass on is not told in place of another one", {
  failing <- recording_errors(function(message) stop(message))
  try(failing("short"), silent = TRUE)
  try(failing("a short one"), silent = TRUE)
  try(failing(""), silent = TRUE)
  expect_identical(conditionMessage(r_error_in("ValueError: a short one.")), "a short one")
  expect_null(r_error_in("ValueError: a short one."))
  expect_error(layer_rescaling(scale = "large"), class = "prelayer_error")
})

test_that("an error has the class of Python's exception", {
  error <- tryCatch(layer_rescaling(scale = "large"), error = identity)
  expect_identical(error$exception, "ValueError")
  expect_match(error$python, "ValueError: Rescaling: `scale` must be", fixed = TRUE)
})

test_that("a layer has its name in a Turkish locale", {
  skip_if(!nzchar(Sys.which("localedef")))
  folder <- tempfile("locales")
  dir.create(folder)
  made <- system2("localedef", c("-f", "UTF-8", "-i", "tr_TR", file.path(folder, "tr_TR.UTF-8")), stderr = FALSE)
  skip_if(made != 0, "the sources of a Turkish locale are not installed")
  before <- c(Sys.getlocale("LC_CTYPE"), Sys.getenv("LOCPATH", NA))
  on.exit({
    if (is.na(before[[2]])) Sys.unsetenv("LOCPATH") else Sys.setenv(LOCPATH = before[[2]])
    Sys.setlocale("LC_CTYPE", before[[1]])
  })
  Sys.setenv(LOCPATH = folder)
  skip_if(!nzchar(suppressWarnings(Sys.setlocale("LC_CTYPE", "tr_TR.UTF-8"))))
  expect_identical(tolower("I"), "\u0131")
  expect_identical(r_name("IntegerLookup"), "layer_integer_lookup")
  expect_error(layer_integer_lookup(num_oov_indices = -1), "^layer_integer_lookup: ")
})
