#' Divide vectors by their norm
#'
#' The rows of a matrix, by default, get length 1. For features of mean 0 and variance 1, see [layer_normalization()].
#'
#' @param x Numbers: a vector, matrix, array or tensor, or a data frame of numbers. Vectors of zeros stay as they are.
#' @param axis The axis along which vectors lie, counted from 0 as in Python: 0 for the columns of a matrix; or from
#'   -1 for the last one.
#' @param order The order of the norm: 2 for the Euclidean length, 1 for the sum of absolute values, `Inf` for the
#'   largest absolute value.
#' @returns Numbers with the dimensions of `x`; for a tensor, a tensor.
#' @family functions for data
#' @seealso [layer_normalization()] standardizes features, and [layer_unit_normalization()] divides by the norm in a
#'   model.
#' @eval search_words("norm", "unit length", "L2 norm", "cosine", "scale rows")
#' @examplesIf has_python()
#' normalize(rbind(c(3, 4), c(0, 2)))
#' normalize(rbind(c(3, 4), c(0, 2)), axis = 0, order = 1)
#' @export
normalize <- function(x, axis = -1, order = 2) {
  result <- prelayer$normalize(x = as_array_py(x, "x"), axis = axis, order = order)
  if (is_python(result) || !is.null(dim(x))) result else as.vector(result)
}
