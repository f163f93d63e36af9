#' Smooth or sharpen images at random
#'
#' Called like a function or in a dataset, the layer acts; inside a model it acts in training only.
#'
#' @eval py_params("RandomSharpness")
#' @returns The layer, or what the layer gives for `object`: float images of the same shape.
#' @family image augmentation
#' @examplesIf has_python()
#' layer <- layer_random_sharpness(factor = c(0, 0)) # smooths
#' layer(diag(5) * 130)
#' @export
layer_random_sharpness <- function(object, factor, value_range = c(0, 255), data_format = NULL, seed = NULL,
                                   per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomSharpness(
    factor = factor, value_range = value_range, data_format = data_format, seed = seed,
    per = per, bounding_box_format = bounding_box_format, ...
  ))
}
