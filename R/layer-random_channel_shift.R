#' Brighten or darken channels at random
#'
#' Each channel of each image gets an amount of its own added, which tints the image. Called like a function or in a
#' dataset, the layer acts; inside a model it acts in training only.
#'
#' @eval py_params("RandomChannelShift")
#' @returns The layer, or what the layer gives for `object`: float images of the same shape.
#' @family image augmentation
#' @examplesIf has_python()
#' layer <- layer_random_channel_shift(factor = c(0.2, 0.2)) # a fifth of the range brighter
#' layer(matrix(c(0, 100, 150, 250), 2))
#' @export
layer_random_channel_shift <- function(object, factor, value_range = c(0, 255), seed = NULL, channels = 4,
                                       data_format = NULL, per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomChannelShift(
    factor = factor, value_range = value_range, seed = seed, channels = channels,
    data_format = data_format, per = per, bounding_box_format = bounding_box_format, ...
  ))
}
