#' Decorrelate the pixels of images (ZCA whitening)
#'
#' The mean and covariance of the pixels are learned by [adapt()], in one pass. `layer$inverse(x)` returns the
#' original images, and `layer$matrix` is the matrix by which flattened, centered images are multiplied.
#'
#' @eval py_params("ZCAWhitening")
#' @returns The layer, or its output for `object`: floats of the same shape.
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
