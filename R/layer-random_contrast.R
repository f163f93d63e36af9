#' Raise or lower the contrast of images at random
#'
#' Called like a function or in a dataset, the layer acts; inside a model it acts in training only.
#'
#' @eval py_params("RandomContrast")
#' @returns The layer, or what the layer gives for `object`: float images of the same shape.
#' @family image augmentation
#' @examplesIf has_python()
#' layer <- layer_random_contrast(factor = 0.5, seed = 1)
#' layer(matrix(c(50, 100, 150), 1))
#' @export
layer_random_contrast <- function(object, factor, value_range = c(0, 255), seed = NULL, data_format = NULL,
                                  per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomContrast(
    factor = factor, value_range = value_range, seed = seed, data_format = data_format, per = per,
    bounding_box_format = bounding_box_format, ...
  ))
}
