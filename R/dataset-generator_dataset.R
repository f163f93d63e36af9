#' Create a dataset from an R function that returns batches
#'
#' Converts data that R reads, samples or computes to a dataset, batch by batch, for [fit()] and related functions. The
#' function runs in this R session, while the model trains on batches that were made before; R has one thread, so a
#' slow function slows down training, and verbs such as [dataset_map()] are faster if they can do the same work.
#' For the rows of a data frame see [data_generator()].
#'
#' The first batch is made immediately, to infer the element spec: all batches have the same structure, types and
#' shapes, but any number of rows. If a pass stops early, the next pass starts with the batches that were not read.
#' An error in the function ends the pass with that R error. tf.data autotuning is disabled, because it can delay
#' the end of an epoch; the option `autotune.enabled` of [dataset_options()] enables it.
#'
#' [fit()], [evaluate()], [predict()], [adapt()], [dataset_collect()], [dataset_reduce()] and [as_array_iterator()]
#' run R code while they read. Direct calls of Python methods, as in `model$fit()`, do not, and raise an error after two
#' seconds.
#'
#' @param generator A function without arguments that returns a batch in each call: `list(x, y)`,
#'   `list(x, y, weights)` or `x` alone, made of arrays, vectors or (named) lists of them, see [datasets]. It
#'   returns `NULL` at the end of an epoch; the next call starts another epoch. Numbers become float32, whole numbers
#'   int64, as in [tensor_slices_dataset()].
#' @param num_batches The number of batches per epoch. The function then does not have to return `NULL`, and a progress
#'   bar can show the total. `NULL` if the number is unknown: an infinite generator then needs `steps_per_epoch` of
#'   [fit()], or `validation_steps` for validation data; for a finite one, Keras warns after each epoch that the data
#'   ran out.
#' @param prefetch The number of batches made ahead.
#' @param output_signature The element spec of the batches, as (nested lists of) `tf$TensorSpec()`; needed if batches
#'   differ in more than the number of rows, such as the length of sequences. `NULL` infers it from the first batch.
#' @returns A dataset of batches.
#' @family datasets from R values
#' @seealso `vignette("generators")` compares the ways to load batches.
#' @eval search_words("generator", "custom data", "read batches in R", "out of memory data", "streaming", "datasets")
#' @examplesIf has_python()
#' # Three batches an epoch, without end
#' squares <- generator_dataset(function() {
#'   x <- matrix(runif(8), 4)
#'   list(x, rowSums(x^2))
#' }, num_batches = 3)
#' model <- keras_model_sequential() %>%
#'   layer_dense(1) %>%
#'   compile(loss = "mse")
#' model %>% fit(squares, epochs = 2, verbose = 0)
#'
#' # Parts of a file, until there are no more
#' file <- tempfile()
#' writeLines(c("one", "two", "three"), file)
#' connection <- NULL
#' lines <- generator_dataset(function() {
#'   if (is.null(connection)) connection <<- base::file(file, "r")
#'   lines <- readLines(connection, 2)
#'   if (length(lines) > 0) return(lines)
#'   close(connection)
#'   connection <<- NULL
#' })
#' dataset_collect(lines)
#' @export
generator_dataset <- function(generator, num_batches = NULL, prefetch = 2, output_signature = NULL) {
  if (!is.function(generator) || is_python(generator)) {
    rule <- "be a function without arguments"
    stop_argument("generator", rule, describe_class(generator), owner = "generator_dataset")
  }
  make <- function() as_batch(interruptible(generator), "generator()", "generator_dataset")
  dataset_of_r(
    "generator_dataset", "generator_dataset", make,
    num_batches = whole(num_batches), prefetch = whole(prefetch), output_signature = output_signature
  )
}

# NULL ends the epoch.
as_batch <- function(value, argument, owner) if (!is.null(value)) py_try(as_feed(value, argument, owner, na = "error"))

# A dataset whose batches are made by the R function `make`.
dataset_of_r <- function(module, name, make, ...) {
  let_r_generate()
  member(python_module(paste0("prelayer.r.", module)), name)(make, ...)
}
