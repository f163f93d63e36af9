#' Randomly change the height of images
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomHeight")
#' @returns The layer, or its output for `object`: float images of another height.
#' @family geometric augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("stretch images", "image size", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_height(factor = 0.5)
#' layer(diag(4))
#' @export
layer_random_height <- function(object, factor, interpolation = "bilinear", seed = NULL,
                                data_format = NULL, bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomHeight(
    factor = factor, interpolation = interpolation, seed = seed,
    data_format = data_format, bounding_box_format = bounding_box_format, ...
  ))
}
