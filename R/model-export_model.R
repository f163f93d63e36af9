#' Write a model for deployment
#'
#' The folder holds TensorFlow's own format, SavedModel. A process with TensorFlow alone, in any
#' of its languages, loads it; neither R nor this package is needed there. Layers for
#' preprocessing are inside, so it takes raw strings or images.
#'
#' The signature "serving_default" takes the model's inputs by name, in their own dtypes; the
#' function `serve` takes them by position. Both run the model as [predict()] does.
#'
#' @param model A Keras model that knows its inputs.
#' @param path The folder to write; it must not exist yet.
#' @returns The path of the folder, invisibly.
#' @family model building
#' @examplesIf prelayer:::has_python()
#' text <- layer_input(shape = 1, dtype = "string", name = "text")
#' model <- keras_model(text, layer_text_vectorization(text, vocabulary = c("hello", "world")))
#' model %>% export_model(tempfile("model"))
#' @export
export_model <- function(model, path) {
  path <- path_of(path, "export_model", "path")
  prelayer$export_model(model, path)
  invisible(path)
}
