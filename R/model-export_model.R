#' Export a model for deployment
#'
#' Writes a model with its preprocessing layers to a folder or file that runs without R and without this package: the
#' exported model takes raw strings, numbers and images. It runs the model in inference mode, as [predict()] does:
#' random layers are inactive. It takes the inputs of the model by name and returns its outputs by name: those that the
#' model returns as a named list keep their names; others are named after their layers, made unique by "_1", "_2" and so
#' on if a layer is shared.
#'
#' # Formats
#'
#' * "saved_model": a folder that TensorFlow loads, in any language it supports. Strings stay strings, uint8 pixels stay
#'   uint8. The signature "serving_default" takes the inputs by name, in their own dtypes.
#' * "keras": a `.keras` file, which Keras in Python loads if the Python package prelayer is imported, and which
#'   [load_model()] loads.
#' * "litert": a `.tflite` file for LiteRT (TensorFlow Lite) with builtin operations only. A text is the bytes of UTF-8
#'   as int32 numbers, padded at the end with -1, in one more dimension.
#' * "onnx": a `.onnx` file for ONNX Runtime without extensions. Texts are strings, or bytes as above.
#' * "web": a folder with a web page that runs the model in the browser, and a JavaScript module for other pages; with
#'   `single_file = TRUE` one `.html` file that browsers open from disk. The guide `docs/web.md` describes both.
#'
#' Inputs of dates are numbers in the `unit` of [layer_datetime_features()], by default int64 microseconds since
#' 1970-01-01 UTC, or texts in ISO 8601, as `assets.extra/inputs.json` of a SavedModel, the inputs of ONNX and
#' `model.json` of a web page say; a page has a field for dates and times.
#'
#' In the last three, each layer is replaced by operations that the runtime has, made from the same learned state.
#' [portability()] lists the layers and options that cannot be exported. The file is run and compared with the model
#' before it replaces an existing one, as by [verify_export()]. The packages for these formats are installed by
#' [`install_prelayer(extras = c("litert", "onnx"))`][install_prelayer()].
#'
#' # SavedModel
#'
#' The function `serve` of a SavedModel takes the inputs by position, or as one named list with any names, as in
#' `serve(list("petal length (cm)" = x))`, and returns outputs as the model does. In named arguments, as in
#' `serve(petal_length__cm_ = x)`, an underscore replaces each character that is neither a letter
#' nor a digit, and is appended to reserved words of Python, as in `class_`.
#'
#' # Other processes
#'
#' To test the result in another Python process started from R, clear the library path, as in
#' `system2("python3", "serve.py", env = "LD_LIBRARY_PATH=")`: R sets `LD_LIBRARY_PATH` to its own
#' folders for itself and every process it starts, and a Python may then load a different libpython than
#' the one it was built with, which causes errors.
#'
#' @eval py_params("export_model")
#' @returns The path, with "~" expanded to the home folder, invisibly.
#' @family export
#' @seealso `vignette("deploy")` is the guide to deployment.
#' @eval search_words("deploy", "serve a model", "production", "SavedModel", "TensorFlow Lite", "TFLite", "LiteRT",
#'   "ONNX", "web page", "browser", "JavaScript", "without Python", "model building")
#' @examplesIf has_python()
#' text <- layer_input(shape(), dtype = "string", name = "text")
#' tokens <- text %>% layer_text_vectorization(vocabulary = c("hello", "world"))
#' model <- keras_model(text, tokens)
#' path <- tempfile("model")
#' model %>% export_model(path)
#'
#' # TensorFlow alone runs it.
#' served <- tf$saved_model$load(path)
#' served$serve(as_tensor(c("Hello world", "Goodbye")))
#' @export
export_model <- function(model, path, overwrite = FALSE,
                         format = c("saved_model", "keras", "litert", "onnx", "web"), text = NULL, batch_size = NULL,
                         text_length = NULL, class_names = NULL, single_file = FALSE, verify = NULL) {
  refuse_layer(model, "export_model")
  path <- path_of(path, "export_model", "path")
  owned_by("export_model", prelayer$export_model(
    model, path, overwrite,
    format = if (missing(format)) format[[1]] else format,
    text = text, batch_size = batch_size, text_length = text_length,
    class_names = if (is.character(class_names)) I(class_names) else class_names, single_file = single_file,
    verify = verify
  ))
  invisible(path)
}
