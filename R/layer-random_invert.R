#' Randomly invert images
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomInvert")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family color augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("negative", "invert colors", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_invert(factor = c(1, 1)) # always
#' layer(matrix(c(0, 100, 255), 1))
#' @export
layer_random_invert <- function(object, factor = 1, value_range = c(0, 255), seed = NULL, data_format = NULL,
                                per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomInvert(
    factor = factor, value_range = value_range, seed = seed, data_format = data_format, per = per,
    bounding_box_format = bounding_box_format, ...
  ))
}
