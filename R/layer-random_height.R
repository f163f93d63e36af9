#' Change the height of images at random
#'
#' Called like a function or in a dataset, the layer acts; inside a model it acts in training only.
#'
#' @eval py_params("RandomHeight")
#' @returns The layer, or what the layer gives for `object`: float images of another height.
#' @family image augmentation
#' @examplesIf has_python()
#' layer <- layer_random_height(factor = 0.5)
#' layer(diag(4))
#' @export
layer_random_height <- function(object, factor, interpolation = "bilinear", seed = NULL,
                                data_format = NULL, bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomHeight(
    factor = factor, interpolation = interpolation, seed = seed,
    data_format = data_format, bounding_box_format = bounding_box_format, ...
  ))
}
