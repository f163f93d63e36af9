#' Rescale numbers or pixels by a factor and an offset
#'
#' `scale = 1 / 255` converts pixels from 0 to 255 to the range 0 to 1, and `scale = 1 / 127.5, offset = -1` to the
#' range -1 to 1.
#'
#' @eval py_params("Rescaling")
#' @returns The layer, or its output for `object`: floats of the same shape.
#' @family numeric layers
#' @seealso `vignette("tabular")` is the guide to columns of tables. `vignette("image")` rescales pixels.
#' @eval search_words("scale", "rescale", "scale pixels", "0 to 1", "divide by 255", "multiply")
#' @examplesIf has_python()
#' layer <- layer_rescaling(scale = 1 / 255)
#' layer(c(0, 51, 255))
#'
#' matrix(0:5, 2) %>% layer_rescaling(scale = 2, offset = 1)
#' @export
layer_rescaling <- function(object, scale, offset = 0, ...) {
  compose(object, prelayer$Rescaling(scale = scale, offset = offset, ...))
}
