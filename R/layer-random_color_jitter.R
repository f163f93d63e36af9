#' Randomly change brightness, contrast, saturation and hue
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomColorJitter")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family color augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("brightness", "contrast", "saturation", "hue", "image colors", "image augmentation",
#'   "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_color_jitter(
#'   brightness_factor = 0.2, hue_factor = 0.1, seed = 1
#' )
#' layer(array(c(200, 150, 100), c(1, 1, 3)))
#' @export
layer_random_color_jitter <- function(object, value_range = c(0, 255), brightness_factor = NULL,
                                      contrast_factor = NULL, saturation_factor = NULL, hue_factor = NULL,
                                      seed = NULL, data_format = NULL, per = "image",
                                      bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomColorJitter(
    value_range = value_range, brightness_factor = brightness_factor, contrast_factor = contrast_factor,
    saturation_factor = saturation_factor, hue_factor = hue_factor, seed = seed,
    data_format = data_format, per = per, bounding_box_format = bounding_box_format, ...
  ))
}
