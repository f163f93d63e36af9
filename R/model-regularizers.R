#' Regularizers of layer weights
#'
#' Penalties for large weights, for arguments such as `kernel_regularizer` of [layer_dense()].
#'
#' @param l1,l2 The factors of the sum of absolute values, and of the sum of squares.
#' @returns A Keras regularizer: a function of the weights, also in R.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("L1", "L2", "weight decay", "penalty", "ridge", "lasso")
#' @examplesIf has_python()
#' # The squares of the weights, times 0.01
#' regularizer_l2(0.01)(as_tensor(c(1, 2), dtype = "float32"))
#'
#' model <- keras_model_sequential() %>%
#'   layer_dense(1, kernel_regularizer = regularizer_l1(0.1)) %>%
#'   compile(loss = "mse")
#' history <- model %>% fit(diag(2), 1:2, epochs = 2, verbose = 0)
#' history$metrics$loss
#' @name regularizers
#' @export
regularizer_l1 <- function(l1 = 0.01) keras_option("regularizers", "L1")

#' @rdname regularizers
#' @export
regularizer_l2 <- function(l2 = 0.01) keras_option("regularizers", "L2")

#' @rdname regularizers
#' @export
regularizer_l1_l2 <- function(l1 = 0, l2 = 0) keras_option("regularizers", "L1L2")
