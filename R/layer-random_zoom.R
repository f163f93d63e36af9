#' Randomly zoom images in or out
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomZoom")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family geometric augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("scale images", "zoom", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_zoom(height_factor = c(-0.2, 0))
#' layer(diag(5))
#' @export
layer_random_zoom <- function(object, height_factor, width_factor = NULL, fill_mode = "reflect",
                              interpolation = "bilinear", seed = NULL, fill_value = 0,
                              data_format = NULL, per = "image",
                              bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomZoom(
    height_factor = height_factor, width_factor = width_factor, fill_mode = fill_mode,
    interpolation = interpolation, seed = seed, fill_value = fill_value,
    data_format = data_format, per = per, bounding_box_format = bounding_box_format, ...
  ))
}
