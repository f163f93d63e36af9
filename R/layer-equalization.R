#' Equalize the histogram of each image
#'
#' Spreads the values of each channel, so that all levels of brightness are about equally frequent. Nothing is random or
#' learned.
#'
#' @eval py_params("Equalization")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family image layers
#' @seealso `vignette("image")` is the guide to images. [plot_images()] draws them.
#' @eval search_words("histogram equalization", "image contrast")
#' @examplesIf has_python()
#' layer <- layer_equalization()
#' layer(matrix(c(100, 101, 101, 102, 103, 103), 2))
#' @export
layer_equalization <- function(object, value_range = c(0, 255), bins = 256, data_format = NULL,
                               bounding_box_format = NULL, ...) {
  compose(object, prelayer$Equalization(
    value_range = value_range, bins = bins, data_format = data_format,
    bounding_box_format = bounding_box_format, ...
  ))
}
