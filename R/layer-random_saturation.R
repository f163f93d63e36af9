#' Make colors stronger or weaker at random
#'
#' Called like a function or in a dataset, the layer acts; inside a model it acts in training only.
#'
#' @eval py_params("RandomSaturation")
#' @returns The layer, or what the layer gives for `object`: float images of the same shape.
#' @family image augmentation
#' @examplesIf has_python()
#' layer <- layer_random_saturation(factor = c(1, 1)) # full colors
#' layer(array(c(200, 150, 100), c(1, 1, 3)))
#' @export
layer_random_saturation <- function(object, factor, value_range = c(0, 255), data_format = NULL, seed = NULL,
                                    per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomSaturation(
    factor = factor, value_range = value_range, data_format = data_format, seed = seed, per = per,
    bounding_box_format = bounding_box_format, ...
  ))
}
