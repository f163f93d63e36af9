#' List what cannot be exported
#'
#' Returns which layers of a model cannot be exported to which format, and why. The table has the layers of this package
#' in the model, and other layers that cannot be exported. Nothing is written. [export_model()] raises an error for the
#' first layer that cannot be exported.
#'
#' @eval py_params("portability")
#' @returns A data frame with one row per layer: `layer`, its name; `class`, the function that makes it; one column for
#'   each format, "yes" or "no"; and `option`, the argument that prevents the export, if it is one, `reason` and
#'   `remedy`, which are empty for layers that can be exported to all formats.
#' @family export
#' @seealso `vignette("deploy")` is the guide to deployment.
#' @eval search_words("deploy", "supported layers", "ONNX", "LiteRT", "unsupported operations", "model building")
#' @examplesIf has_python()
#' text <- layer_input(shape(), dtype = "string", name = "text")
#' tokens <- text %>%
#'   layer_text_vectorization(standardize = I("nfc"), vocabulary = c("a", "b"))
#' table <- portability(keras_model(text, tokens))
#' table[c("class", "saved_model", "onnx", "option")]
#' table$reason
#' @export
portability <- function(model) {
  refuse_layer(model, "portability")
  columns <- owned_by("portability", portability_columns(as_argument(model, "model")))
  columns$class <- vapply(columns$class, r_name, "", USE.NAMES = FALSE)
  as.data.frame(columns)
}
