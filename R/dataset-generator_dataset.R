#' A dataset from a function that makes batches
#'
#' What R can read, draw or compute becomes a dataset batch by batch, for [fit()] and the like. The function
#' runs in this R session, while the model trains on batches that were made before; R has one thread, so a
#' function that is slow makes the training slow, and verbs such as [dataset_map()] are faster where they can do
#' the work. For the rows of a data frame see [data_generator()].
#'
#' The first batch is made at once, to see what batches are like: all others have the same structure, types and
#' shapes, but any number of rows. A reading that stops early leaves the batches that it did not take for the next
#' one. An error in the function ends the reading with that R error. The tuner of tf.data is off, as it can hold up
#' the end of an epoch; the option `autotune.enabled` of [dataset_options()] turns it on.
#'
#' [fit()], [evaluate()], [predict()], [adapt()], [dataset_collect()], [dataset_reduce()] and [as_array_iterator()] let
#' R work while they read. Calling Python's methods directly, as in `model$fit()`, does not, and is an error after two
#' seconds.
#'
#' @param generator A function without arguments that returns a batch each time that it is called: `list(x, y)`,
#'   `list(x, y, weights)` or `x` alone, made of arrays, vectors or (named) lists of them, see [datasets]. It
#'   returns `NULL` at the end of an epoch; the next call begins another one. Numbers become float32, whole ones int64,
#'   as in [tensor_slices_dataset()].
#' @param num_batches How many batches an epoch has. The function then need not say where it ends, and a progress bar
#'   knows how far it is. `NULL` where only the function knows: one without end needs `steps_per_epoch`, or as
#'   validation data `validation_steps`, of [fit()], and Keras warns after each epoch of another one that it ran out.
#' @param prefetch How many batches are made ahead.
#' @param output_signature What all batches are like, as (nested lists of) `tf$TensorSpec()`, where more differs
#'   than the number of rows, such as the length of sequences; `NULL` to see it from the first batch.
#' @returns A dataset of batches.
#' @family datasets
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
    stop_prelayer(sprintf(
      "generator_dataset: `generator` must be a function without arguments, but it is %s.", describe_class(generator)
    ))
  }
  make <- function() as_batch(interruptible(generator), "generator()", "generator_dataset")
  dataset_of_r(
    "generator_dataset", "generator_dataset", make,
    num_batches = whole(num_batches), prefetch = whole(prefetch), output_signature = output_signature
  )
}

# NULL is the end.
as_batch <- function(value, argument, owner) if (!is.null(value)) py_try(as_feed(value, argument, owner, na = "error"))

# A dataset whose batches `make` makes, in R.
dataset_of_r <- function(module, name, make, ...) {
  let_r_generate()
  member(python_module(paste0("prelayer.r.", module)), name)(make, ...)
}
