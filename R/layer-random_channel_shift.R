#' Randomly shift the values of each channel
#'
#' A random amount is added to each channel of each image, which tints the image. The layer applies in direct
#' calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomChannelShift")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family color augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("tint images", "RGB shift", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' # A fifth of the range brighter
#' layer <- layer_random_channel_shift(factor = c(0.2, 0.2))
#' layer(matrix(c(0, 100, 150, 250), 2))
#' @export
layer_random_channel_shift <- function(object, factor, value_range = c(0, 255), seed = NULL, channels = 4,
                                       data_format = NULL, per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomChannelShift(
    factor = factor, value_range = value_range, seed = seed, channels = channels,
    data_format = data_format, per = per, bounding_box_format = bounding_box_format, ...
  ))
}
