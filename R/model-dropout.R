#' Dropout and noise layers of Keras
#'
#' Layers that change values at random during training only, so that a model relies on no single one.
#' `layer_dropout()` sets values to 0, `layer_spatial_dropout_1d()` and `layer_spatial_dropout_2d()` whole features
#' or channels; `layer_gaussian_noise()` adds noise, and `layer_gaussian_dropout()` multiplies by it.
#'
#' @inheritParams layer_conv_2d
#' @param rate The share of values, from 0 to 1, that is set to 0.
#' @param noise_shape The shape of the random choice, with 1 for axes along which it is the same, and `NA` for the size
#'   of the input.
#' @param seed A whole number that makes the selection reproducible.
#' @param name,dtype The name of the layer, and its dtype.
#' @returns The output of the layer for `object`, the model, or the layer.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("regularization", "overfitting", "noise")
#' @examplesIf has_python()
#' layer <- layer_dropout(rate = 0.5, seed = 1)
#' layer(matrix(1, 2, 4), training = TRUE)
#' layer(matrix(1, 2, 4)) # unchanged, if not training
#' @export
layer_dropout <- function(object, rate, noise_shape = NULL, seed = NULL, ...) compose(object, keras_layer("Dropout"))

#' @rdname layer_dropout
#' @export
layer_spatial_dropout_1d <- function(object, rate, seed = NULL, name = NULL, dtype = NULL) {
  compose(object, keras_layer("SpatialDropout1D"))
}

#' @rdname layer_dropout
#' @export
layer_spatial_dropout_2d <- function(object, rate, data_format = NULL, seed = NULL, name = NULL, dtype = NULL) {
  compose(object, keras_layer("SpatialDropout2D"))
}

#' @rdname layer_dropout
#' @param stddev The standard deviation of the noise.
#' @export
layer_gaussian_noise <- function(object, stddev, seed = NULL, ...) compose(object, keras_layer("GaussianNoise"))

#' @rdname layer_dropout
#' @export
layer_gaussian_dropout <- function(object, rate, seed = NULL, ...) compose(object, keras_layer("GaussianDropout"))
