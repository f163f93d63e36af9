#' Scale and shift
#' @export
layer_rescaling <- function(object, scale, offset = 0, ...) {
  compose(object, prelayer$Rescaling(scale = scale, offset = offset, ...))
}
