#' Evaluate a model or compute predictions
#'
#' `evaluate()` computes the loss and metrics on data, `predict()` the outputs.
#'
#' @inheritParams fit
#' @param object A Keras model; for `evaluate()` a compiled one.
#' @param steps The number of batches of a dataset to use; `NULL` for all.
#' @param ... Not used.
#' @returns `evaluate()`: a named list with the loss and each metric. `predict()`: an array with
#'   one row per sample, or a (named) list of arrays for a model with several outputs.
#' @family model training
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("predict", "test error", "accuracy", "predictions", "test set")
#' @examplesIf has_python()
#' model <- keras_model_sequential() %>%
#'   layer_dense(1) %>%
#'   compile(loss = "mse")
#' model %>% evaluate(diag(2), c(1, 0), verbose = 0)
#' model %>% predict(diag(2), verbose = 0)
#' @export
evaluate <- function(object, ...) UseMethod("evaluate")

# The model is the argument `x` in the generic of generics, but `x` means the features here. Objects other than
# Keras models are passed on to that generic.
#' @export
evaluate.default <- function(object, ...) {
  # A direct call would dispatch to this method again.
  do.call(generics::evaluate, list(object, ...), quote = TRUE, envir = globalenv())
}

evaluate_model <- function(object, x = NULL, y = NULL, batch_size = NULL, verbose = "auto", sample_weight = NULL,
                           steps = NULL, callbacks = NULL, ...) {
  expression <- rlang::enquo(y)
  refuse_for_dataset(x, batch_size, "evaluate")
  refuse_no_rows(x, "evaluate")
  check_targets(object, x, y, expression, "evaluate")
  begin_with_targets(object, y)
  measure <- as_callable(object$evaluate, convert = as_argument)
  as_r(run_on_data(object, x = x, measure(
    x = batches_for(object, x, "evaluate"), y = target_data(object, y, "evaluate"),
    batch_size = whole_number(batch_size, minimum = 1), verbose = as_int(verbose),
    sample_weight = weight_data(object, sample_weight, "evaluate"),
    steps = whole_number(steps, minimum = 1), callbacks = as_callbacks(callbacks, "evaluate"), return_dict = TRUE
  )))
}

predict_model <- function(object, x, batch_size = NULL, verbose = "auto", steps = NULL, callbacks = NULL, ...) {
  refuse_for_dataset(x, batch_size, "predict")
  use <- as_callable(object$predict, convert = as_argument)
  as_r(run_on_data(object, x = x, {
    features <- features_for(object, x, "predict")
    if (has_no_rows(x)) {
      py_try(returned(model_inputs()$predict_no_rows(object, features)))
    } else {
      without_batches(x, use(
        x = features, batch_size = whole_number(batch_size, minimum = 1),
        verbose = as_int(verbose), steps = whole_number(steps, minimum = 1),
        callbacks = as_callbacks(callbacks, "predict")
      ))
    }
  }))
}

refuse_no_rows <- function(x, owner) {
  if (has_no_rows(x)) stop_argument("x", "have rows", found = "it has none", owner = owner)
}

has_no_rows <- function(x) {
  if (is_python(x)) return(FALSE)
  if (is_plain_list(x)) return(length(x) > 0 && all(vapply(x, has_no_rows, NA)))
  !is.null(x) && NROW(x) == 0
}

# Keras's error for a dataset without a batch is about one of its variables.
without_batches <- function(x, expr) {
  tryCatch(expr, prelayer_error = function(error) {
    if (!identical(error$exception, "UnboundLocalError") || py_kind(x) != "dataset") stop(error)
    stop_argument("x", "have batches", found = "the dataset has none", owner = "predict")
  })
}
