# What users of keras3 do in the same session, in either order of library(), each in a session of its own. What both
# packages export has its package in front of it, so that one script serves both orders.
needs_python()

skip_without_keras3 <- function() {
  for (package in c("keras3", "tfdatasets")) testthat::skip_if_not_installed(package)
}

session <- quote({
  options(cli.unicode = TRUE)
  found <- list()
  note <- function(name, expr) found[[name]] <<- tryCatch(expr, error = function(error) conditionMessage(error))
  tf <- prelayer::tf
  words <- c("b", "a", "b")
  numbers <- matrix(as.numeric(1:12), 6)
  targets <- rowSums(numbers)
  line_of <- function(package) {
    from <- function(name) getExportedValue(package, name)
    model <- from("layer_dense")(from("keras_model_sequential")(input_shape = 2), units = 1)
    compile(model, optimizer = "sgd", loss = "mse")
    model
  }
  generator <- function() {
    prelayer::generator_dataset(function() list(numbers[1:2, ], targets[1:2]), num_batches = 3)
  }

  x <- tf$constant(c(1, 2, 3))
  ragged <- tf$ragged$constant(list(list("a", "b"), list("c")))
  note("as.vector", as.vector(x))
  note("without", as.vector(x[-1]))
  note("arithmetic", as.vector(tf$constant(1:3) * 0.5))
  note("sum", sum(x))
  note("text", as.array(tf$strings$upper(c("a", "b"))))
  note("print", utils::capture.output(print(tf$constant(c("a", "b")))))
  note("ragged", as.list(ragged))
  note("member", as.vector(ragged$flat_values))
  note("joined", c(x, x))
  note("next", as.array(prelayer::iter_next(reticulate::as_iterator(prelayer::tensor_slices_dataset(words)))))

  lookup <- prelayer::layer_string_lookup()
  prelayer::adapt(lookup, words)
  note("layer", as.vector(lookup(c("a", "b", "c"))))
  own <- prelayer::layer_string_lookup()
  keras3::adapt(own, words)
  note("adapt of keras3", prelayer::get_vocabulary(own))
  theirs <- list(size = keras3::layer_normalization(axis = NULL), word = keras3::layer_string_lookup())
  prelayer::adapt(theirs, data.frame(size = c(1, 3, 8), word = words))
  note("layers of keras3", list(as.vector(as.array(theirs$size$mean)), keras3::get_vocabulary(theirs$word)))

  codes <- function(dataset) as.vector(as.array(prelayer::dataset_collect(dataset)[[1]]))
  ds <- prelayer::dataset_batch(prelayer::tensor_slices_dataset(words), 3)
  note("map", codes(prelayer::dataset_map(ds, lookup)))
  note("map of tfdatasets", codes(tfdatasets::dataset_map(ds, lookup)))
  note("map a function", codes(prelayer::dataset_map(ds, ~ lookup(.x)[2:3] + 1L)))

  model <- line_of("prelayer")
  arrays <- prelayer::dataset_batch(prelayer::tensor_slices_dataset(list(numbers, targets)), 2)
  for (data in list(arrays, generator())) {
    note("fit", class(fit(model, data, epochs = 2, verbose = 0)))
    note("evaluate", names(evaluate(model, data, verbose = 0)))
    note("predict", dim(predict(model, data, verbose = 0)))
    names(found) <- sub("^(fit|evaluate|predict)$", paste("\\1", if (identical(data, arrays)) "arrays" else "R"), names(found))
  }
  note("fit in memory", class(fit(model, numbers, targets, verbose = 0)))
  note("predict in memory", predict(model, numbers, verbose = 0) - as.array(model(numbers)))
  note("summary", class(summary(model)))
  path <- tempfile(fileext = ".keras")
  prelayer::save_model(model, path)
  note("load", all.equal(predict(keras3::load_model(path), numbers, verbose = 0), predict(model, numbers, verbose = 0)))
  folder <- tempfile()
  prelayer::export_model(model, folder)
  note("export", file.exists(file.path(folder, "saved_model.pb")))

  of_keras3 <- line_of("keras3")
  note("fit of keras3", class(fit(of_keras3, numbers, targets, verbose = 0)))
  parts <- c("optimizer_adam", "loss_mean_squared_error", "metric_mean_absolute_error")
  made <- function(package) lapply(parts, function(name) getExportedValue(package, name)())
  compile_with <- function(model, parts) compile(model, parts[[1]], parts[[2]], metrics = list(parts[[3]]))
  compile_with(model, made("keras3"))
  compile_with(of_keras3, made("prelayer"))
  for (one in list(model, of_keras3)) history <- fit(one, numbers, targets, verbose = 0)
  note("parts of both", c(names(fit(model, numbers, targets, verbose = 0)$metrics), names(history$metrics)))
  a <- keras3::layer_input(shape = 2)
  b <- prelayer::layer_input(shape = 2)
  note("layers of both", dim(prelayer::layer_concatenate(a, keras3::layer_dense(b, units = 3))))
  note("wrapped", dim(keras3::layer_bidirectional(keras3::layer_input(shape = c(3, 2)), prelayer::layer_lstm(units = 4))))
  note("fit of keras3 on R", sub("(?s).*?PrelayerError: (.*?)\n.*", "\\1", {
    try(fit(of_keras3, generator(), verbose = 0), silent = TRUE)
    reticulate::py_last_error()$message
  }, perl = TRUE))
  wrapped <- prelayer::keras_model_sequential(of_keras3)
  compile(wrapped, loss = "mse")
  note("fit of a model of keras3", class(fit(wrapped, generator(), verbose = 0)))
  a_tensor <- keras3::op_convert_to_tensor(c(1, 2))
  note("tensor of keras3", class(a_tensor)[[1]])
  note("tensor of keras3 made ours", as.vector(prelayer::as_tensor(a_tensor)[-1]))
  note("tensor of keras3 after that", class(a_tensor)[[1]])
})

expected <- list(
  as.vector = c(1, 2, 3), without = c(2, 3), arithmetic = c(0.5, 1, 1.5), sum = 6, text = array(c("A", "B")),
  print = c("<tensor: string [2]>", "[1] \"a\" \"b\""), ragged = list(c("a", "b"), "c"), member = c("a", "b", "c"),
  joined = paste(
    "c() does not join tensors: tf$stack(list(...), axis) gives them an axis more, tf$concat(list(...), axis) puts one",
    "behind the other, and list(...) keeps them apart."
  ),
  `next` = array("b"),
  layer = c(2L, 1L, 0L), `adapt of keras3` = c("[UNK]", "b", "a"), `layers of keras3` = list(4, c("[UNK]", "b", "a")),
  map = c(1L, 2L, 1L), `map of tfdatasets` = c(1L, 2L, 1L), `map a function` = c(3L, 2L),
  `fit arrays` = "prelayer_history", `evaluate arrays` = "loss", `predict arrays` = c(6L, 1L),
  `fit R` = "prelayer_history", `evaluate R` = "loss", `predict R` = c(6L, 1L),
  `fit in memory` = "prelayer_history", `predict in memory` = matrix(0, 6), summary = "prelayer_summary", load = TRUE,
  export = TRUE,
  `fit of keras3` = "keras_training_history",
  `parts of both` = rep(c("loss", "mean_absolute_error"), 2), `layers of both` = c(NA, 5L), wrapped = c(NA, 8L),
  `fit of keras3 on R` = paste(
    "generator_dataset: R cannot make the next batch while Python waits for it. Read the dataset with fit(),",
    "evaluate(), predict(), adapt(), dataset_collect(), dataset_reduce() or as_array_iterator() of prelayer, which let",
    "R work meanwhile; of a model of keras3, prelayer::keras_model_sequential(model) makes one of prelayer."
  ),
  `fit of a model of keras3` = "prelayer_history", `tensor of keras3` = "tensorflow.tensor",
  `tensor of keras3 made ours` = 2, `tensor of keras3 after that` = "tensorflow.tensor"
)

packages <- c("library(keras3)", "library(tfdatasets)")

found_in_session <- function(before = NULL, after = NULL) {
  path <- tempfile(fileext = ".rds")
  output <- in_new_session(
    c(after, deparse(session), sprintf("saveRDS(found, %s)", deparse(path))), before = before, timeout = 300
  )
  if (file.exists(path)) readRDS(path) else stop(paste(utils::tail(output, 20), collapse = "\n"))
}

expect_found <- function(found) {
  for (name in names(expected)) expect_equal(found[[name]], expected[[name]], tolerance = 1e-6, label = name)
}

test_that("everything works where keras3 is attached first", {
  skip_slow("A session of its own starts R and TensorFlow with keras3, which takes half a minute.")
  skip_without_keras3()
  expect_found(found_in_session(before = packages))
})

test_that("everything works where keras3 is attached last", {
  skip_slow("A session of its own starts R and TensorFlow with keras3, which takes half a minute.")
  skip_without_keras3()
  expect_found(found_in_session(after = packages))
})
