#' Change the width of images at random
#'
#' Called like a function or in a dataset, the layer acts; inside a model it acts in training only.
#'
#' @eval py_params("RandomWidth")
#' @returns The layer, or what the layer gives for `object`: float images of another width.
#' @family image augmentation
#' @examplesIf has_python()
#' layer <- layer_random_width(factor = 0.5)
#' layer(diag(4))
#' @export
layer_random_width <- function(object, factor, interpolation = "bilinear", seed = NULL,
                                data_format = NULL, bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomWidth(
    factor = factor, interpolation = interpolation, seed = seed,
    data_format = data_format, bounding_box_format = bounding_box_format, ...
  ))
}
