#' Fade colors at random
#'
#' Called like a function or in a dataset, the layer acts; inside a model it acts in training only.
#'
#' @eval py_params("RandomColorDegeneration")
#' @returns The layer, or what the layer gives for `object`: float images of the same shape.
#' @family image augmentation
#' @examplesIf has_python()
#' layer <- layer_random_color_degeneration(factor = c(0.5, 0.5)) # half way to gray
#' layer(array(c(250, 100, 10), c(1, 1, 3)))
#' @export
layer_random_color_degeneration <- function(object, factor, value_range = c(0, 255), data_format = NULL,
                                            seed = NULL, per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomColorDegeneration(
    factor = factor, value_range = value_range, data_format = data_format, seed = seed, per = per,
    bounding_box_format = bounding_box_format, ...
  ))
}
