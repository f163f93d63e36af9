#' Normalize each image by its own mean and standard deviation
#'
#' Nothing is learned. To use the mean and variance of each channel over all images, see [layer_normalization()].
#'
#' @eval py_params("SamplewiseNormalization")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family image layers
#' @seealso `vignette("image")` is the guide to images. [plot_images()] draws them.
#' @eval search_words("standardize images", "per image standardization", "scale images")
#' @examplesIf has_python()
#' layer <- layer_samplewise_normalization()
#' layer(matrix(c(0, 2, 4, 6), 2))
#' @export
layer_samplewise_normalization <- function(object, center = TRUE, scale = TRUE, epsilon = 1e-6, data_format = NULL,
                                           bounding_box_format = NULL, ...) {
  compose(object, prelayer$SamplewiseNormalization(
    center = center, scale = scale, epsilon = epsilon, data_format = data_format,
    bounding_box_format = bounding_box_format, ...
  ))
}
