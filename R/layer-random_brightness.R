#' Randomly change the brightness of images
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomBrightness")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family color augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("lighten", "darken", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_brightness(factor = c(0.2, 0.2)) # 51 brighter
#' layer(matrix(c(0, 100, 250), 1))
#' @export
layer_random_brightness <- function(object, factor, value_range = c(0, 255), seed = NULL, data_format = NULL,
                                    per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomBrightness(
    factor = factor, value_range = value_range, seed = seed, data_format = data_format, per = per,
    bounding_box_format = bounding_box_format, ...
  ))
}
