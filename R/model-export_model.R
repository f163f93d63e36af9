#' Write a model for deployment
#'
#' The folder holds TensorFlow's own format, SavedModel. A process with TensorFlow alone, in any
#' of its languages, loads it; neither R nor this package is needed there. Layers for
#' preprocessing are inside, so it takes raw strings or images.
#'
#' @param model A Keras model.
#' @param path A folder that does not exist yet.
#' @returns The model, invisibly.
#' @family model building
#' @examplesIf prelayer:::has_python()
#' input <- layer_input(shape = 2)
#' model <- keras_model(input, input %>% layer_rescaling(1 / 255) %>% layer_dense(1))
#' model %>% export_model(tempfile())
#' @export
export_model <- function(model, path) {
  check_model(model, "export_model")
  prelayer$export_model(model, path.expand(path))
  invisible(model)
}
