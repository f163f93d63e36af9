#' Crop images to their center
#'
#' An image that is smaller than the crop in either direction is enlarged first: its largest central window with the
#' aspect ratio of the crop is resized to the crop's size.
#'
#' @eval py_params("CenterCrop")
#' @returns The layer, or its output for `object`: images of `height` by `width`.
#'   Integer images keep their dtype; doubles become the layer's compute dtype, float32 by default.
#' @family image layers
#' @seealso `vignette("image")` is the guide to images. [plot_images()] draws them.
#' @eval search_words("crop images", "image size", "cut out the center")
#' @examplesIf has_python()
#' layer <- layer_center_crop(height = 2, width = 2)
#' image <- matrix(1:16, 4)
#' layer(image)
#' @export
layer_center_crop <- function(object, height, width, data_format = NULL, bounding_box_format = NULL, ...) {
  compose(object, prelayer$CenterCrop(
    height = height, width = width, data_format = data_format,
    bounding_box_format = bounding_box_format, ...
  ))
}
