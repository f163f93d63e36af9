#' Write a model for deployment
#'
#' The folder holds TensorFlow's own format, SavedModel. A process with TensorFlow alone, in any
#' of its languages, loads it; neither R nor this package is needed there. Layers for
#' preprocessing are inside, so it takes raw strings or images.
#'
#' The signature "serving_default" takes the model's inputs by name, in their own dtypes. Outputs that
#' the model returns as a named list have their names there, others those of their layers, made unique
#' by "_1", "_2" and so on where a layer is shared. The function `serve` takes inputs by position, and
#' returns outputs as the model does. Both run the model as [predict()] does.
#'
#' To try the folder in another Python from R, clear the library path, as in
#' `system2("python3", "serve.py", env = "LD_LIBRARY_PATH=")`: R sets `LD_LIBRARY_PATH` to folders of
#' its own for itself and every process it starts, and a Python may find another libpython there than
#' the one that it was built with, which fails in odd ways.
#'
#' @param model A Keras model that knows its inputs.
#' @param path The folder to write; it must not exist yet.
#' @returns The path of the folder, invisibly.
#' @family model building
#' @examplesIf has_python()
#' text <- layer_input(shape = 1, dtype = "string", name = "text")
#' model <- keras_model(text, layer_text_vectorization(text, vocabulary = c("hello", "world")))
#' model %>% export_model(tempfile("model"))
#' @export
export_model <- function(model, path) {
  path <- path_of(path, "export_model", "path")
  prelayer$export_model(model, path)
  invisible(path)
}
