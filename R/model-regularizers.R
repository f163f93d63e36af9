#' Regularizers
#'
#' Penalties for large weights, for arguments such as `kernel_regularizer` of [layer_dense()].
#'
#' @param l1,l2 The factors of the sum of absolute values, and of the sum of squares.
#' @returns A Keras regularizer: a function of the weights, also in R.
#' @family layers of Keras
#' @examplesIf has_python()
#' layer_dense(units = 8, kernel_regularizer = regularizer_l2(0.01))
#' @name regularizers
#' @export
regularizer_l1 <- function(l1 = 0.01) keras_option("regularizers", "L1")

#' @rdname regularizers
#' @export
regularizer_l2 <- function(l2 = 0.01) keras_option("regularizers", "L2")

#' @rdname regularizers
#' @export
regularizer_l1_l2 <- function(l1 = 0, l2 = 0) keras_option("regularizers", "L1L2")
