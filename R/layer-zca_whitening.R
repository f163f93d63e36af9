#' Decorrelate the pixels of images (ZCA whitening)
#'
#' The mean and covariance of the pixels are learned by [adapt()], in one pass. `layer$inverse(x)` returns the
#' original images, and `layer$matrix` is the matrix by which flattened, centered images are multiplied.
#'
#' @eval py_params("ZCAWhitening")
#' @returns The layer, or its output for `object`: floats of the same shape.
#' @family image layers
#' @seealso `vignette("image")` is the guide to images.
#' @eval search_words("whitening", "decorrelate", "covariance", "PCA whitening")
#' @examplesIf has_python()
#' # Four images of two pixels
#' images <- matrix(c(3, -3, 1, -1, 3, -3, -1, 1), ncol = 2)
#' layer <- layer_zca_whitening()
#' layer %>% adapt(images)
#' round(as.array(layer(images)), 3)
#' @export
layer_zca_whitening <- function(object, epsilon = 1e-6, invert = FALSE, ...) {
  compose(object, prelayer$ZCAWhitening(epsilon = epsilon, invert = invert, ...))
}
