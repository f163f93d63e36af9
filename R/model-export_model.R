#' Write a model for deployment
#'
#' The folder holds TensorFlow's own format, SavedModel. A process with TensorFlow alone, in any
#' of its languages, loads it; neither R nor this package is needed there. Layers for
#' preprocessing are inside, so it takes raw strings or images.
#'
#' The signature "serving_default" takes the model's inputs by name, in their own dtypes. Outputs that
#' the model returns as a named list have their names there, others those of their layers, made unique
#' by "_1", "_2" and so on where a layer is shared. It runs the model as [predict()] does.
#'
#' The function `serve` takes the inputs by position, or as one named list with any names, as in
#' `serve(list("petal length (cm)" = x))`, and returns outputs as the model does. As arguments, as in
#' `serve(petal_length__cm_ = x)`, names have an underscore for each character that is neither letter
#' nor digit, and after a word of Python, as in `class_`.
#'
#' To try the folder in another Python from R, clear the library path, as in
#' `system2("python3", "serve.py", env = "LD_LIBRARY_PATH=")`: R sets `LD_LIBRARY_PATH` to folders of
#' its own for itself and every process it starts, and a Python may find another libpython there than
#' the one that it was built with, which fails in odd ways.
#'
#' @param model A Keras model that knows its inputs.
#' @param path The folder to write.
#' @param overwrite Whether to replace an exported model, once the new one is complete. A folder that
#'   holds anything else is never replaced.
#' @returns The path of the folder, with the home folder in place of "~", invisibly.
#' @family model building
#' @examplesIf has_python()
#' text <- layer_input(shape = 1, dtype = "string", name = "text")
#' model <- keras_model(text, layer_text_vectorization(text, vocabulary = c("hello", "world")))
#' model %>% export_model(tempfile("model"))
#' @export
export_model <- function(model, path, overwrite = FALSE) {
  path <- path_of(path, "export_model", "path")
  prelayer$export_model(model, path, overwrite)
  invisible(path)
}
