#' Randomly change the saturation of images
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomSaturation")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family color augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("image colors", "HSV", "image augmentation", "data augmentation")
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
