#' Export a model for deployment
#'
#' Writes a folder in TensorFlow's SavedModel format. TensorFlow alone, in any language it supports,
#' can load it; neither R nor this package is needed. Preprocessing layers are included, so the exported
#' model takes raw strings or images.
#'
#' The signature "serving_default" takes the model's inputs by name, in their own dtypes. Outputs that
#' the model returns as a named list keep their names; other outputs are named after their layers, made unique
#' by "_1", "_2" and so on if a layer is shared. It runs the model in inference mode, as [predict()] does.
#'
#' The function `serve` takes the inputs by position, or as one named list with any names, as in
#' `serve(list("petal length (cm)" = x))`, and returns outputs as the model does. In named arguments, as in
#' `serve(petal_length__cm_ = x)`, an underscore replaces each character that is neither a letter
#' nor a digit, and is appended to reserved words of Python, as in `class_`.
#'
#' To test the folder in another Python process started from R, clear the library path, as in
#' `system2("python3", "serve.py", env = "LD_LIBRARY_PATH=")`: R sets `LD_LIBRARY_PATH` to its own
#' folders for itself and every process it starts, and a Python may then load a different libpython than
#' the one it was built with, which causes errors.
#'
#' @param model A Keras model with known inputs.
#' @param path The folder to write.
#' @param overwrite Whether to replace an exported model, after the new one is complete. A folder with
#'   any other content is never replaced.
#' @returns The path of the folder, with "~" expanded to the home folder, invisibly.
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
