#' Stretch the pixel values of each image to the full value range
#'
#' The darkest value of each channel becomes black, the brightest one white. Nothing is random or learned.
#'
#' @eval py_params("AutoContrast")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family image layers
#' @seealso `vignette("image")` is the guide to images. [plot_images()] draws them.
#' @eval search_words("image contrast", "stretch contrast", "histogram stretching")
#' @examplesIf has_python()
#' layer <- layer_auto_contrast()
#' layer(matrix(c(100, 110, 120, 150), 2))
#' @export
layer_auto_contrast <- function(object, value_range = c(0, 255), data_format = NULL,
                                bounding_box_format = NULL, ...) {
  compose(object, prelayer$AutoContrast(
    value_range = value_range, data_format = data_format, bounding_box_format = bounding_box_format, ...
  ))
}
