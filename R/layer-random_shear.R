#' Randomly shear images
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomShear")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family geometric augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("shear images", "slant", "affine", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_shear(x_factor = 0.3)
#' layer(diag(5))
#' @export
layer_random_shear <- function(object, x_factor = 0, y_factor = 0, interpolation = "bilinear",
                               fill_mode = "reflect", fill_value = 0, data_format = NULL,
                               seed = NULL, per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomShear(
    x_factor = x_factor, y_factor = y_factor, interpolation = interpolation,
    fill_mode = fill_mode, fill_value = fill_value, data_format = data_format,
    seed = seed, per = per, bounding_box_format = bounding_box_format, ...
  ))
}
