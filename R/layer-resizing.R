#' Resize images
#'
#' Makes images of any size equal in size, as a model requires, by stretching, cropping or padding.
#'
#' @eval py_params("Resizing")
#' @returns The layer, or its output for `object`: images of `height` by `width`.
#' @family image layers
#' @seealso `vignette("image")` is the guide to images. [plot_images()] draws them.
#' @eval search_words("resize images", "image size", "scale images", "interpolation", "letterbox", "aspect ratio")
#' @examplesIf has_python()
#' layer <- layer_resizing(height = 2, width = 2)
#' layer(matrix(1:16, 4))
#' @export
layer_resizing <- function(object, height, width, interpolation = "bilinear", crop_to_aspect_ratio = FALSE,
                           pad_to_aspect_ratio = FALSE, fill_mode = "constant", fill_value = 0,
                           antialias = FALSE, data_format = NULL, bounding_box_format = NULL, ...) {
  compose(object, prelayer$Resizing(
    height = height, width = width, interpolation = interpolation,
    crop_to_aspect_ratio = crop_to_aspect_ratio, pad_to_aspect_ratio = pad_to_aspect_ratio,
    fill_mode = fill_mode, fill_value = fill_value, antialias = antialias, data_format = data_format,
    bounding_box_format = bounding_box_format, ...
  ))
}
