#' Whiten images
#'
#' The mean and covariance of all pixels are learned by [adapt()], in one pass. `layer$inverse(x)` gives the original
#' images back, and `layer$matrix` is the matrix that images, flattened and without their mean, are multiplied by.
#'
#' @eval py_params("ZCAWhitening")
#' @returns The layer, or what the layer gives for `object`: floats of the same shape.
#' @family image layers
#' @examplesIf has_python()
#' images <- matrix(c(3, -3, 1, -1, 3, -3, -1, 1), ncol = 2) # four images of two pixels
#' layer <- layer_zca_whitening()
#' layer %>% adapt(images)
#' layer(images)
#' @export
layer_zca_whitening <- function(object, epsilon = 1e-6, invert = FALSE, ...) {
  compose(object, prelayer$ZCAWhitening(epsilon = epsilon, invert = invert, ...))
}
