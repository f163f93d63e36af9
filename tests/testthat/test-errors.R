needs_python()
fields_of <- function(error) unclass(error)[c("owner", "argument", "rule", "value", "found", "remedy")]

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

test_that("an error has the fields of Python's", {
  error <- tryCatch(layer_random_flip(mode = "up"), error = identity)
  rule <- 'be "horizontal", "vertical" or "horizontal_and_vertical"'
  fields <- list(owner = "RandomFlip", argument = "mode", rule = rule, value = '"up"', found = NULL, remedy = NULL)
  expect_identical(fields_of(error), fields)
  expect_identical(conditionCall(error), quote(layer_random_flip(mode = "up")))
})

test_that("the call of an error does not hold data", {
  error <- tryCatch(do.call(layer_normalization, list(axis = c(1, 1))), error = identity)
  expect_null(conditionCall(error))
  error <- tryCatch(adapt(layer_normalization(), c(1, NA)), error = identity)
  expect_identical(conditionCall(error), quote(adapt(layer_normalization(), c(1, NA))))
})

test_that("values of Python are shown in R's syntax", {
  expect_value <- function(value, text) expect_identical(format_value(value), text)
  expect_value(NULL, "NULL")
  expect_value(TRUE, "TRUE")
  expect_value("a", "\"a\"")
  expect_value(2, "2")
  expect_value(0.1, "0.1")
  expect_value(123456789, "123456789")
  expect_value(1e-07, "1e-07")
  expect_value(list(number = "nan"), "NaN")
  expect_value(list(number = "-inf"), "-Inf")
  expect_value(list(1, 2), "c(1, 2)")
  expect_value(list("a", NULL), "list(\"a\", NULL)")
  expect_value(list(list(1, 2), list(3)), "list(c(1, 2), c(3))")
  expect_value(list(pairs = list(list("a b", 1), list("x", NULL))), "list('a b' = 1, x = NULL)")
  expect_value(list(text = "<class 'int'>"), "<class 'int'>")
  expect_value(strrep("a", 300), paste0("\"", strrep("a", 198), "\u2026"))
})

test_that("parts of a message have R's words, positions and shapes", {
  shown <- function(...) format_fields(list(owner = "RandomFlip", parts = list(...)))
  part <- function(kind, content) list(kind = kind, content = content)
  expect_identical(shown(part("word", "None")), "layer_random_flip: NULL")
  expect_identical(shown(part("word", "dict")), "layer_random_flip: named list")
  expect_identical(shown(part("position", 0)), "layer_random_flip: 1")
  expect_identical(shown(part("position", list(0, 2))), "layer_random_flip: (1, 3)")
  expect_identical(shown(part("shape", list(NULL, 20))), "layer_random_flip: (NA, 20)")
  expect_identical(shown(part("options", list("a", "b", NULL))), "layer_random_flip: \"a\", \"b\" or NULL")
  expect_identical(shown(part("setting", list("reset", TRUE))), "layer_random_flip: reset = TRUE")
  expect_identical(shown(part("value", "a")), "layer_random_flip: 'a'")
  expect_identical(shown(part("install", "prelayer[onnx]")), "layer_random_flip: install_prelayer(extras = \"onnx\")")
})

error_of <- function(expr) expect_error(expr, class = "prelayer_error")
test_that("an error that R raises has fields", {
  error <- error_of(dataset_batch(1:3, 2))
  expect_identical(conditionMessage(error), paste(
    "dataset_batch: `dataset` must be a dataset, not an integer vector.",
    "tensor_slices_dataset() makes one from arrays."
  ))
  expect_identical(fields_of(error), list(
    owner = "dataset_batch", argument = "dataset", rule = "be a dataset", value = "an integer vector", found = NULL,
    remedy = "tensor_slices_dataset() makes one from arrays."
  ))
  expect_identical(conditionCall(error), quote(dataset_batch(1:3, 2)))
})

test_that("an error that R raises may have no owner and no remedy", {
  error <- error_of(dataset_take(range_dataset(0, 3), "a"))
  expect_identical(conditionMessage(error), "`count` must be a whole number of at least -1, not \"a\".")
  expect_identical(fields_of(error), list(
    owner = NULL, argument = "count", rule = "be a whole number of at least -1", value = "\"a\"", found = NULL,
    remedy = NULL
  ))
})

test_that("an error may have a clause in place of a value, and several remedies, of which empty ones are left out", {
  error <- error_of(stop_argument("x", "have names", found = "it has none", remedy = c("Name it.", "", "Or drop it.")))
  expect_identical(conditionMessage(error), "`x` must have names, but it has none. Name it. Or drop it.")
  expect_identical(error$found, "it has none")
  expect_identical(error$remedy, "Name it. Or drop it.")
  expect_identical(conditionMessage(error_of(stop_argument("x", "not be NA", remedy = ""))), "`x` must not be NA.")
})

test_that("an error that is not about an argument has its owner as a field", {
  error <- error_of(dataset_collect(dataset_repeat(range_dataset(0, 3))))
  expect_identical(error$owner, "dataset_collect")
  expect_null(error$argument)
  expect_match(conditionMessage(error), "^dataset_collect: the dataset never ends; ")
})

test_that("an error of R and one of Python may get another owner, and another name of the argument", {
  of_r <- function() stop_argument("x", "be 1", "2", "Use 1.", class = "my_class")
  error <- error_of(owned_by("my_verb", of_r(), argument = "y"))
  expect_identical(conditionMessage(error), "my_verb: `y` must be 1, not 2. Use 1.")
  expect_identical(error[c("owner", "argument", "rule")], list(owner = "my_verb", argument = "y", rule = "be 1"))
  expect_s3_class(error, "my_class")
  error <- error_of(owned_by("my_verb", stop_prelayer("it is over.", "another_verb")))
  expect_identical(conditionMessage(error), "my_verb: it is over.")
  error <- error_of(owned_by("my_verb", checks$flag("x", 2), argument = "y"))
  expect_identical(conditionMessage(error), "my_verb: `y` must be TRUE or FALSE, not 2.")
  expect_identical(error[c("owner", "argument")], list(owner = "my_verb", argument = "y"))
  expect_identical(error$exception, "PrelayerError")
})

test_that("an error in a mapped function keeps the owner that it has, and gets that of the verb otherwise", {
  numbers <- range_dataset(0, 3)
  error <- error_of(dataset_map(numbers, function(x) dataset_take(numbers, "a")))
  expect_match(conditionMessage(error), "^dataset_map: `map_func` failed while its graph was built: ")
  expect_identical(error[c("owner", "argument")], list(owner = "dataset_map", argument = "map_func"))
  error <- error_of(dataset_map(numbers, function(x) range_dataset(by = 0)))
  expect_identical(conditionMessage(error), "range_dataset: `by` must not be 0.")
  # The text of another package may look as if it had an owner.
  error <- error_of(dataset_map(numbers, function(x) stop_prelayer("my_file: it has no rows.")))
  expect_match(conditionMessage(error), "^dataset_map: `map_func` failed while its graph was built: my_file: it has no")
})

test_that("a wrong argument is a field of the error of each verb", {
  numbers <- range_dataset(0, 3)
  model <- keras_model_sequential(input_shape = 2) %>% layer_dense(1)
  wrong <- alist(
    map_func = dataset_map(numbers, 1),
    predicate = dataset_filter(numbers, ~ 1),
    index = dataset_shard(numbers, 2, 2),
    dataset = dataset_unique(dataset_map(numbers, ~ tf$cast(.x, "float32"))),
    initial_state = dataset_reduce(numbers, NULL, ~ .x),
    no_such_option = dataset_options(numbers, no_such_option = 1),
    "..." = zip_datasets(numbers, 1),
    weights = sample_from_datasets(list(numbers), weights = -1),
    target_dist = dataset_rejection_resample(numbers, ~ .x, target_dist = c(0.5, 0.6)),
    bucket_boundaries = dataset_bucket_by_sequence_length(numbers, ~ .x, c(3, 2), c(1, 1, 1)),
    by = range_dataset(by = 0),
    filenames = text_line_dataset(1),
    iterator = iterator_get_next(1),
    tensors = tensor_slices_dataset(list(a = 1:2, b = 1:3)),
    data = data_generator(1, "a"),
    class_names = decode_labels(0, NULL),
    object = get_vocabulary(1),
    width = layer_resizing(height = 2),
    shape = layer_input(2, 3),
    filepath = load_model(tempfile()),
    y = fit(model, matrix(1, 2, 2), c("a", "b"))
  )
  for (argument in names(wrong)) {
    call <- wrong[[argument]]
    error <- error_of(eval(call))
    expect_identical(error[c("owner", "argument")], list(owner = as.character(call[[1]]), argument = argument))
    start <- sprintf("%s: `%s` must %s", error$owner, argument, error$rule)
    expect_true(startsWith(conditionMessage(error), start), label = start)
  }
})

test_that("an error of R stays what it was", {
  expect_error(py_try(stop("an error of R")), "^an error of R$", class = "simpleError")
})

test_that("an error in a running graph is its message, without where it happened", {
  error <- tryCatch(dataset_collect(dataset_map(range_dataset(0, 2), ~ tf$gather(c(1, 2), .x + 5L))), error = identity)
  expect_s3_class(error, "prelayer_error")
  expect_identical(conditionMessage(error), "indices = 5 is not in [0, 2)")
})

test_that("a sentence in the middle of a long message is told", {
  model <- keras_model_sequential(input_shape = c(20, 24, 3)) %>% layer_flatten()
  expect_error(model(array(runif(1440), c(20, 24, 3))), "^Invalid input shape[.] Expected shape \\(None, 20, 24, 3\\)")
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
  expect_identical(error$exception, "PrelayerError")
  expect_match(error$python, "PrelayerError: Rescaling: `scale` must be", fixed = TRUE)
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
