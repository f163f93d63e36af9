#' Randomly erase rectangles of images
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomErasing")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family image mixing and policies
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("cutout", "random erase", "occlusion", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_erasing(
#'   factor = c(1, 1), scale = c(0.2, 0.4), fill_value = 0, seed = 1
#' )
#' layer(matrix(100, 5, 5))
#' @export
layer_random_erasing <- function(object, factor = 1, scale = c(0.02, 0.33), fill_value = NULL,
                                 value_range = c(0, 255), seed = NULL, data_format = NULL, per = "image",
                                 bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomErasing(
    factor = factor, scale = scale, fill_value = fill_value, value_range = value_range, seed = seed,
    data_format = data_format, per = per, bounding_box_format = bounding_box_format, ...
  ))
}
