#' Adapt layers to data
#'
#' Fits layers with a learned state (a vocabulary, means and variances) in one pass over the data, which several
#' layers share. The layers are modified in place. For a model, all its layers with a learned state are fitted; this
#' takes one pass for each stage of layers that depend on the output of other fitted layers. The layers of a
#' [layer_pipeline()] are fitted one after the other.
#'
#' @param layers A layer, a list of layers, a named list of layers whose names match the columns or components of the
#'   data, a [preprocessor()], or a model, whose inputs are matched to columns or components by name. Keras's own
#'   layers, as made by keras3, are adapted by Keras: each reads the data once more, and `reset`, `checkpoint` and
#'   `max_memory` do not apply to them.
#' @param data The data to fit the layers to: a vector, matrix, array, tensor, data frame or dataset, or a data frame of
#'   Spark, a `pyspark.sql.DataFrame` that reticulate returned, which the cluster reads. For a
#'   dataset of `list(x, y)` pairs, `x` is used. An unnamed list is a list of batches if its items are matrices or
#'   arrays, named lists of vectors, or `list(x, y)` of a matrix and a target; a list of vectors is a list of rows.
#' @param batch_size The number of rows read at a time. `NULL` chooses one automatically.
#' @param steps The number of batches to read. `NULL` reads all.
#' @param reset Whether to discard the previously learned state. `FALSE` continues from it.
#' @param checkpoint The path of a file for the intermediate state, written every ten seconds and
#'   deleted at the end. If the file exists, as after a crash, fitting resumes from it, which requires
#'   the same layers and the same data in the same order.
#' @param progress `NULL` shows a progress bar (of the cli package) on a terminal if fitting takes longer than
#'   two seconds, `TRUE` always, `FALSE` never. A function is called after each batch with the
#'   `number` of the pass, `rows`, `seconds` and the `share` of the data read so far, `NULL` if the size of the data
#'   is unknown.
#' @param max_memory The number of bytes that the token counts of all layers may use together. Beyond it, rare tokens
#'   are dropped, and counts are too low by at most the `count_error` reported in a message.
#'   `NULL` counts exactly.
#' @returns `layers`, invisibly.
#' @family adapting
#' @seealso `vignette("text")` begins with layers that learn.
#' @eval search_words("fit layers", "fit preprocessing", "train preprocessing", "learn vocabulary",
#'   "compute statistics", "out of core")
#' @examplesIf has_python()
#' layer <- layer_string_lookup()
#' layer %>% adapt(c("cyan", "turquoise", "celeste"))
#' layer %>% get_vocabulary()
#' layer(c("azure", "cyan"))
#' @export
adapt <- function(layers, data, batch_size = NULL, steps = NULL, reset = TRUE, checkpoint = NULL, progress = NULL,
                  max_memory = NULL) {
  if (inherits(layers, "prelayer_preprocessor")) {
    return(adapt_preprocessor(
      layers, data,
      batch_size = batch_size, steps = steps, reset = reset, checkpoint = checkpoint,
      progress = shown_progress(progress), max_memory = max_memory
    ))
  }
  if (inherits(data, "prelayer_preprocessor")) {
    stop_prelayer("`layers` and `data` are swapped. The layers come first, then the data.", "adapt")
  }
  refuse_preprocessors(layers, "adapt")
  data <- input_of(layers, data)
  report <- prelayer$adapt(
    layers, data,
    batch_size = batch_size, steps = steps, reset = reset, checkpoint = checkpoint,
    progress = shown_progress(progress), max_memory = max_memory
  )
  tell_count_error(report$count_error)
  invisible(layers)
}

refuse_preprocessors <- function(layers, owner) {
  if (!is_plain_list(layers)) return(invisible())
  are <- vapply(layers, inherits, NA, "prelayer_preprocessor")
  if (!any(are)) return(lapply(layers, refuse_preprocessors, owner))
  found <- sprintf("element %s is a preprocessor", format_value(c(names(layers)[are], which(are))[[1]]))
  remedy <- if (owner == "adapt") "Adapt it by itself." else "Give it by itself."
  stop_argument("layers", "hold single layers", found = found, remedy = remedy, owner = owner)
}

# Every layer has its own rule for NA, also within a model, whose inputs are the columns of a data frame.
input_of <- function(layers, data) {
  if (is_python(layers) && py_kind(layers) == "layer") {
    return((if (accepts_times(layers)) as_time_input else as_layer_input)(data, "data"))
  }
  data <- if (is_python(layers)) parts_for(layers, data) else take_parts(data, layers)
  data <- convert_times(data, layers)
  if (is.list(data) && !is_python(data)) as_py_list(data, "data", as_layer_input) else as_layer_input(data, "data")
}

tell_count_error <- function(error) {
  if (error > 0) cli::cli_inform("Counts are up to {format(error, big.mark = ',')} too low, within {.arg max_memory}.")
}

#' Get the vocabulary of a layer
#'
#' Returns the tokens or numbers that a lookup or text layer learned, in the order of the indices.
#'
#' @param object A layer with a vocabulary, such as [layer_string_lookup()] or
#'   [layer_text_vectorization()].
#' @param include_special_tokens Whether to include the mask token and the OOV (out-of-vocabulary) token.
#' @returns A vector of tokens in index order; the first one has index 0.
#' @family adapting
#' @seealso `vignette("text")` begins with layers that learn.
#' @eval search_words("tokens", "levels", "list of words")
#' @examplesIf has_python()
#' layer <- layer_string_lookup(vocabulary = c("cyan", "azure"))
#' get_vocabulary(layer)
#' get_vocabulary(layer, include_special_tokens = FALSE)
#' @export
get_vocabulary <- function(object, include_special_tokens = TRUE) {
  check_has_vocabulary(object, "get_vocabulary")
  py_try(tokens_of(object, include_special_tokens))
}

#' Set the vocabulary of a layer
#'
#' Use it instead of [adapt()] if the tokens are already known.
#'
#' @inheritParams get_vocabulary
#' @param vocabulary The tokens in index order, or the path of a text file with one
#'   token per line, as written by [save_vocabulary()].
#' @param idf_weights The inverse document frequency of each token, for `output_mode = "tf_idf"`.
#' @returns `object`, invisibly.
#' @family adapting
#' @seealso `vignette("text")` begins with layers that learn.
#' @eval search_words("levels", "fixed vocabulary", "known categories")
#' @examplesIf has_python()
#' layer <- layer_string_lookup()
#' layer %>% set_vocabulary(c("cyan", "azure"))
#' layer(c("azure", "cyan"))
#' @export
set_vocabulary <- function(object, vocabulary, idf_weights = NULL) {
  check_has_vocabulary(object, "set_vocabulary")
  weights <- if (!is.null(idf_weights)) list(idf_weights = as_argument(idf_weights, "idf_weights"))
  py_try(do.call(object$set_vocabulary, c(list(as_argument(vocabulary, "vocabulary")), weights), quote = TRUE))
  invisible(object)
}

check_has_vocabulary <- function(object, owner) {
  if (is_python(object) && has_member(object, "get_vocabulary")) return(invisible())
  stop_argument(
    "object", "be a layer with a vocabulary, such as layer_string_lookup()", describe_class(object), owner = owner
  )
}
