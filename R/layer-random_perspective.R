#' Randomly apply perspective transforms to images
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomPerspective")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family geometric augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("homography", "perspective transform", "warp", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_perspective(factor = c(1, 1), scale = 0.3)
#' layer(diag(5))
#' @export
layer_random_perspective <- function(object, factor = 1, scale = 1, interpolation = "bilinear",
                                     fill_value = 0, seed = NULL, data_format = NULL,
                                     per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomPerspective(
    factor = factor, scale = scale, interpolation = interpolation, fill_value = fill_value,
    seed = seed, data_format = data_format, per = per,
    bounding_box_format = bounding_box_format, ...
  ))
}
