#' Randomly blur images
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomGaussianBlur")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family color augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("blur images", "smooth images", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_gaussian_blur(factor = c(1, 1), sigma = c(0.5, 0.5))
#' layer(diag(5) * 100)
#' @export
layer_random_gaussian_blur <- function(object, factor = 1, kernel_size = 3, sigma = 1, value_range = c(0, 255),
                                       data_format = NULL, seed = NULL, per = "image",
                                       bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomGaussianBlur(
    factor = factor, kernel_size = kernel_size, sigma = sigma, value_range = value_range,
    data_format = data_format, seed = seed, per = per, bounding_box_format = bounding_box_format, ...
  ))
}
