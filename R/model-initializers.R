#' Initializers of layer weights
#'
#' Initial weights, for arguments such as `kernel_initializer` of [layer_dense()], for which a name such as "he_normal"
#' suffices where no argument is set.
#'
#' @param seed A whole number that makes the weights reproducible.
#' @returns A Keras initializer.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("initial weights", "Glorot", "Xavier", "He")
#' @examplesIf has_python()
#' layer <- layer_dense(
#'   units = 2, kernel_initializer = initializer_constant(0.5)
#' )
#' layer(rbind(c(1, 3)))
#'
#' # Values of a shape: rows and columns.
#' initializer_glorot_uniform(seed = 1)(shape(2, 3))
#' @name initializers
#' @export
initializer_glorot_uniform <- function(seed = NULL) keras_option("initializers", "GlorotUniform")

#' @rdname initializers
#' @export
initializer_glorot_normal <- function(seed = NULL) keras_option("initializers", "GlorotNormal")

#' @rdname initializers
#' @export
initializer_he_uniform <- function(seed = NULL) keras_option("initializers", "HeUniform")

#' @rdname initializers
#' @export
initializer_he_normal <- function(seed = NULL) keras_option("initializers", "HeNormal")

#' @rdname initializers
#' @param mean,stddev The mean and the standard deviation.
#' @export
initializer_random_normal <- function(mean = 0, stddev = 0.05, seed = NULL) {
  keras_option("initializers", "RandomNormal")
}

#' @rdname initializers
#' @export
initializer_truncated_normal <- function(mean = 0, stddev = 0.05, seed = NULL) {
  keras_option("initializers", "TruncatedNormal")
}

#' @rdname initializers
#' @param minval,maxval The range.
#' @export
initializer_random_uniform <- function(minval = -0.05, maxval = 0.05, seed = NULL) {
  keras_option("initializers", "RandomUniform")
}

#' @rdname initializers
#' @param gain The factor of the orthogonal matrix.
#' @export
initializer_orthogonal <- function(gain = 1, seed = NULL) keras_option("initializers", "Orthogonal")

#' @rdname initializers
#' @param value The weights: a number, or an array of their shape.
#' @export
initializer_constant <- function(value = 0) keras_option("initializers", "Constant")

#' @rdname initializers
#' @export
initializer_zeros <- function() keras_option("initializers", "Zeros")

#' @rdname initializers
#' @export
initializer_ones <- function() keras_option("initializers", "Ones")
