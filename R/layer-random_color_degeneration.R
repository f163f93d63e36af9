#' Randomly blend images with their grayscale version
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomColorDegeneration")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family color augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("fade colors", "desaturate", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' # Half way to gray
#' layer <- layer_random_color_degeneration(factor = c(0.5, 0.5))
#' layer(array(c(250, 100, 10), c(1, 1, 3)))
#' @export
layer_random_color_degeneration <- function(object, factor, value_range = c(0, 255), data_format = NULL,
                                            seed = NULL, per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomColorDegeneration(
    factor = factor, value_range = value_range, data_format = data_format, seed = seed, per = per,
    bounding_box_format = bounding_box_format, ...
  ))
}
