#' Save and load a model
#'
#' A `.keras` file contains the layers, their learned state, the weights and the state of the optimizer.
#' Python can also load it; layers of this package require the package there.
#'
#' @param model A Keras model.
#' @param filepath A path that ends in ".keras", or in ".h5" or ".hdf5" for Keras's older format.
#' @param overwrite Whether to replace an existing file, after the new one is complete.
#' @param ... More arguments of Keras's `save_model()` and `load_model()`, by name.
#' @returns `save_model()`: the model, invisibly. `load_model()`: the model.
#' @family model building
#' @family export
#' @seealso `vignette("deploy")` is the guide to deployment.
#' @eval search_words("load a model", "write a model", "keras file", "restore", "checkpoint", "serialize")
#' @examplesIf has_python()
#' model <- keras_model_sequential() %>% layer_dense(1)
#' model(diag(2))
#' path <- tempfile(fileext = ".keras")
#' model %>% save_model(path)
#' load_model(path)(diag(2))
#' @export
save_model <- function(model, filepath, overwrite = FALSE, ...) {
  check_model(model, "save_model")
  path <- path_of(filepath, "save_model", "filepath")
  keras_file$save_model(model, path, overwrite, ...)
  invisible(model)
}

#' @rdname save_model
#' @param custom_objects A named list of the user-defined classes and functions in the file that Keras cannot
#'   find.
#' @param compile Whether to compile the model as it was.
#' @export
load_model <- function(filepath, custom_objects = NULL, compile = TRUE, ...) {
  path <- path_of(filepath, "load_model", "filepath")
  if (!file.exists(path)) {
    found <- sprintf("there is no file at \"%s\"", filepath)
    stop_argument("filepath", "be a file", found = found, owner = "load_model")
  }
  refuse_exported(path)
  load <- as_callable(keras$saving$load_model, convert = as_argument)
  as_callable(load(path, custom_objects = custom_objects, compile = compile, ...))
}

# Keras's error for files that it cannot load is about a layer of Python.
refuse_exported <- function(path) {
  rule <- "be a file that save_model() wrote"
  if (file.exists(file.path(path, "saved_model.pb"))) {
    remedy <- "tf$saved_model$load() reads it."
    stop_argument("filepath", rule, sprintf("the SavedModel \"%s\"", path), remedy, "load_model")
  }
  if (dir.exists(path)) {
    if (file.exists(file.path(path, "config.json"))) return(invisible())
    stop_argument("filepath", rule, sprintf("the folder \"%s\"", path), owner = "load_model")
  }
  if (grepl("\\.(keras|h5|hdf5)$", path)) return(invisible())
  runtime <- c(onnx = "ONNX Runtime runs it.", tflite = "LiteRT runs it.")
  remedy <- c(runtime[intersect(sub(".*\\.", "", path), names(runtime))], "Its name ends in \".keras\".")[[1]]
  stop_argument("filepath", rule, format_value(path), remedy, "load_model")
}

check_model <- function(model, owner) {
  refuse_layer(model, owner)
  if (!py_kind(model) %in% c("model", "sequential")) {
    stop_argument("model", "be a Keras model", describe_class(model), owner = owner)
  }
}

refuse_layer <- function(model, owner) {
  is_preprocessor <- inherits(model, "prelayer_preprocessor")
  if (!is_preprocessor && py_kind(model) != "layer") return(invisible())
  remedy <- if (is_preprocessor) {
    "attach_to() makes one of it and the model after it."
  } else {
    "keras_model() makes one of a layer_input() and the layer applied to it."
  }
  value <- if (is_preprocessor) "a preprocessor" else describe_class(model)
  stop_argument("model", "be a Keras model", value, remedy, owner)
}
