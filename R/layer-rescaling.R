#' Multiply and shift numbers
#'
#' Pixels from 0 to 255 become 0 to 1 with `scale = 1 / 255`, and -1 to 1 with
#' `scale = 1 / 127.5, offset = -1`.
#'
#' @eval py_params("Rescaling")
#' @returns The layer, or what the layer gives for `object`: floats of the same shape.
#' @family numeric layers
#' @examplesIf has_python()
#' layer <- layer_rescaling(scale = 1 / 255)
#' layer(c(0, 51, 255))
#'
#' matrix(0:5, 2) %>% layer_rescaling(scale = 2, offset = 1)
#' @export
layer_rescaling <- function(object, scale, offset = 0, ...) {
  compose(object, prelayer$Rescaling(scale = scale, offset = offset, ...))
}
