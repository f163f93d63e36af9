#' Decode the bytes of image files to images of one size
#'
#' For datasets and models that take whole files, such as a deployed model to which clients send pictures. Files are
#' decoded and resized as by [image_dataset_from_directory()]. In R, the bytes of a file are a raw vector, as
#' `readBin()` returns it, and those of several files a list of raw vectors; in a dataset, `tf$io$read_file()` reads
#' them.
#'
#' @eval py_params("DecodeImage")
#' @returns The layer, or its output for `object`: a tensor of shape (n, height, width, channels).
#' @family image layers
#' @seealso `vignette("image")` is the guide to images. [plot_images()] draws them.
#' @eval search_words("read images", "JPEG", "PNG", "image bytes", "base64", "load image file")
#' @examplesIf has_python() && requireNamespace("png", quietly = TRUE)
#' file <- png::writePNG(array(runif(24), c(2, 4, 3)), raw())
#' list(file) %>% layer_decode_image(height = 1, width = 2)
#' @export
layer_decode_image <- function(object, height, width, channels = 3, interpolation = "bilinear",
                               crop_to_aspect_ratio = FALSE, pad_to_aspect_ratio = FALSE, antialias = FALSE,
                               data_format = NULL, ...) {
  compose(object, prelayer$DecodeImage(
    height = height, width = width, channels = channels, interpolation = interpolation,
    crop_to_aspect_ratio = crop_to_aspect_ratio, pad_to_aspect_ratio = pad_to_aspect_ratio,
    antialias = antialias, data_format = data_format, ...
  ))
}
