#' Compare an exported model with the model
#'
#' Runs the model and the exported one on the same inputs, in two processes. The exported model runs in its own
#' runtime, without R and, for LiteRT and ONNX, without TensorFlow: on all rows as a batch, and on each of the first 256
#' alone. Rows that the model rejects, such as integers out of range, are left out. A model with a fixed number of rows
#' takes its batches and copies of each row; texts are cut off at its fixed number of bytes.
#'
#' @eval py_params("verify_export", except = "data")
#' @param data Inputs by name: a data frame, or a named list of vectors and arrays. They are converted as described in
#'   [conversion]: a factor is its labels, and `NA` is an error. Columns that are no input are ignored. `NULL` for
#'   random inputs with the declared dtypes and shapes: words of the vocabularies, other scripts, emoji, combining
#'   marks, NUL, bytes that are not UTF-8, empty and long texts, unknown categories, limits of integers.
#' @returns An object of class `prelayer_export_report`, a list of `format`; `rows`, the number of rows; `different`,
#'   the number of rows that differ by more than the tolerance; `largest_difference`, that of two numbers, relative to
#'   `max(1, abs(number))`; `first_different`, a named list with the inputs of the first row that differs, or `NULL`;
#'   `reason`, what differs there; and `agrees`, whether no row differs. In `first_different`, a text with NUL is a raw
#'   vector, and a whole number of 2^53 or more is text, because R has no such texts and numbers.
#' @family export
#' @seealso `vignette("deploy")` is the guide to deployment.
#' @eval search_words("deploy", "test an export", "compare predictions", "ONNX", "LiteRT", "model building")
#' @examplesIf has_python()
#' size <- layer_input(shape = 1, name = "size")
#' model <- keras_model(size, layer_discretization(size, bin_boundaries = c(1, 2)))
#' path <- tempfile("model")
#' model %>% export_model(path)
#' model %>% verify_export(path, data.frame(size = c(0.5, 1, 2.5)))
#' @export
verify_export <- function(model, path, data = NULL, rows = 256, tolerance = 1e-5) {
  owner <- "verify_export"
  check_model(model, owner)
  path <- path_of(path, owner, "path")
  data <- export_inputs(model, data, owner)
  export_report(prelayer$verify_export(model, path, data, rows = rows, tolerance = tolerance))
}

export_inputs <- function(model, data, owner) {
  if (is.null(data) || is_python(data)) return(data)
  if (!is.list(data) || is.null(names(data))) {
    value <- if (is.list(data)) "a list without names" else describe_class(data)
    stop_argument("data", "be a data frame or a named list of inputs", value, owner = owner)
  }
  if (is.data.frame(data) && takes_columns(model)) return(features_for(model, data, owner, "data"))
  owned_by(owner, as_data(parts_for(model, data), "data"))
}

# Python's report as a list.
export_report <- function(found) {
  number <- function(name) as_r(member_of(found, name))
  structure(
    list(
      format = number("format"), rows = number("rows"), different = number("different"),
      largest_difference = number("largest_difference"),
      first_different = plain_values(member_of(found, "first_different")), reason = number("reason"),
      agrees = number("agrees")
    ),
    class = "prelayer_export_report", text = formatted_messages(list(member_of(found, "message")))
  )
}

#' @export
format.prelayer_export_report <- function(x, ...) attr(x, "text", exact = TRUE)

#' @export
print.prelayer_export_report <- function(x, ...) {
  cat(format(x), "\n", sep = "")
  invisible(x)
}
