#' Multiply vectors of numbers by a matrix, as in a principal component analysis
#'
#' The matrix is an option of the layer: loadings, contrasts or a random projection. Nothing is learned.
#'
#' @eval py_params("Projection")
#' @returns The layer, or its output for `object`: floats of shape (..., outputs) for inputs of shape (..., features).
#' @family numeric layers
#' @seealso `vignette("tabular")` is the guide to columns of tables. [layer_dense()] learns its matrix.
#' @eval search_words("PCA", "principal components", "dimensionality reduction", "matrix multiplication",
#'   "linear transformation", "random projection", "contrasts", "step_pca")
#' @examplesIf has_python()
#' pca <- prcomp(iris[, 1:4])
#' means <- unname(pca$center)
#' centered <- layer_normalization(mean = means, variance = rep(1, 4))
#' as.matrix(iris[1:3, 1:4]) %>%
#'   centered() %>%
#'   layer_projection(matrix = pca$rotation[, 1:2])
#' pca$x[1:3, 1:2]
#' @export
layer_projection <- function(object, matrix, ...) {
  compose(object, prelayer$Projection(matrix = matrix, ...))
}
