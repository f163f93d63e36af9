#' Adapt layers to data
#'
#' A layer that learns (a vocabulary, means and variances) does so here, in one pass over the
#' data; several layers share that pass. The layer itself is changed. Given a model, all its layers
#' that learn do so, in as many passes as there are layers that wait for one another.
#'
#' @param layers A layer, a list of layers, a named list of layers whose names are those of the
#'   data's columns or components, or a model, whose inputs take the columns or components of their names. They may be
#'   Keras's own layers, as keras3 makes them, which Keras adapts: each reads the data once more, and `reset`,
#'   `checkpoint` and `max_memory` are not for them.
#' @param data What to learn from: a vector, matrix, array, tensor, data frame or dataset. A
#'   dataset of `(x, y)` pairs gives `x`. An unnamed list holds batches where its items are matrices or arrays, named
#'   lists of vectors, or `list(x, y)` of a matrix and a target; a list of vectors holds rows.
#' @param batch_size How many rows are read at a time. `NULL` chooses.
#' @param steps How many batches are read. `NULL` reads all.
#' @param reset Whether to forget what the layers have learned before, or to go on learning.
#' @param checkpoint The path of a file for what is learned so far, written every ten seconds and
#'   deleted at the end. Where it exists, as after a crash, learning goes on from there, which needs
#'   the same layers and the same data in the same order.
#' @param progress `NULL` shows a bar (of the cli package) on a terminal when it takes longer than
#'   two seconds, `TRUE` anywhere, `FALSE` nowhere. A function is called after each batch with
#'   `number` of the pass, `rows`, `seconds` and `share` of the data, `NULL` where its size is not
#'   known.
#' @param max_memory How many bytes all layers that count tokens may take for that. Rare tokens are
#'   forgotten beyond, and counts are too low by at most the `count_error` that a message tells.
#'   `NULL` counts exactly.
#' @returns `layers`, invisibly.
#' @family adapting
#' @examplesIf has_python()
#' layer <- layer_string_lookup()
#' layer %>% adapt(c("cyan", "turquoise", "celeste"))
#' layer %>% get_vocabulary()
#' layer(c("azure", "cyan"))
#' @export
adapt <- function(layers, data, batch_size = NULL, steps = NULL, reset = TRUE, checkpoint = NULL, progress = NULL,
                  max_memory = NULL) {
  data <- input_of(layers, data)
  report <- prelayer$adapt(
    layers, data,
    batch_size = batch_size, steps = steps, reset = reset, checkpoint = checkpoint,
    progress = shown_progress(progress), max_memory = max_memory
  )
  tell_count_error(report$count_error)
  invisible(layers)
}

# Each layer has a rule of its own for NA, also within a model, whose inputs are the columns of a data frame.
input_of <- function(layers, data) {
  if (is_python(layers) && py_kind(layers) == "layer") return(as_layer_input(data, "data"))
  data <- if (is_python(layers)) parts_for(layers, data) else take_parts(data, layers)
  if (is.list(data) && !is_python(data)) as_py_list(data, "data", as_layer_input) else as_layer_input(data, "data")
}

tell_count_error <- function(error) {
  if (error > 0) cli::cli_inform("Counts are up to {format(error, big.mark = ',')} too low, within {.arg max_memory}.")
}

#' The vocabulary of a layer
#'
#' @param object A layer with a vocabulary, such as [layer_string_lookup()] or
#'   [layer_text_vectorization()].
#' @param include_special_tokens Whether the mask and the token for unknown words are part of it.
#' @returns The tokens, as a vector; its first token has index 0.
#' @family adapting
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
#' Instead of [adapt()], where the tokens are known already.
#'
#' @inheritParams get_vocabulary
#' @param vocabulary The tokens in the order of their indices, or the path of a text file with one
#'   token a line, as [save_vocabulary()] writes it.
#' @param idf_weights The inverse document frequency of each token, for `output_mode = "tf_idf"`.
#' @returns `object`, invisibly.
#' @family adapting
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
  stop_prelayer(sprintf(
    "%s: `object` must be a layer with a vocabulary, such as layer_string_lookup(), but it is %s.",
    owner, describe_class(object)
  ))
}
