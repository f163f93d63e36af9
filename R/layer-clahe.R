#' Equalize images locally, with limited contrast (CLAHE)
#'
#' Contrast-limited adaptive histogram equalization reveals details in dark and bright areas of the same image.
#'
#' @eval py_params("CLAHE")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family image layers
#' @seealso `vignette("image")` is the guide to images. [plot_images()] draws them.
#' @eval search_words("adaptive histogram equalization", "local contrast", "contrast limited")
#' @examplesIf has_python()
#' layer <- layer_clahe(clip_limit = 0, tile_grid_size = c(1, 1))
#' layer(matrix(c(100, 101, 101, 102, 103, 103), 2))
#' @export
layer_clahe <- function(object, value_range = c(0, 255), clip_limit = 4, tile_grid_size = c(8, 8),
                        data_format = NULL, bounding_box_format = NULL, ...) {
  compose(object, prelayer$CLAHE(
    value_range = value_range, clip_limit = clip_limit, tile_grid_size = tile_grid_size,
    data_format = data_format, bounding_box_format = bounding_box_format, ...
  ))
}
