#' Keras layers without weights
#'
#' Wrappers of Keras's own pooling, flatten and dropout layers, for use with the layers of this package.
#'
#' @inheritParams layer_dense
#' @param pool_size The height and width of the window; one number for both.
#' @param strides The step size of the window; `NULL` for the size of the window.
#' @param padding "valid" keeps the window inside the image, "same" pads.
#' @param keepdims Whether to keep reduced dimensions, with size 1.
#' @param ... More arguments of the layer in Keras, by name; see <https://keras.io/api/layers/>.
#' @returns The output of the layer for `object`, the model, or the layer.
#' @family layers of Keras
#' @examplesIf has_python()
#' layer_input(c(32, 32, 3)) %>%
#'   layer_max_pooling_2d() %>%
#'   layer_average_pooling_2d(pool_size = 2) %>%
#'   layer_flatten() %>%
#'   layer_dropout(0.5)
#'
#' layer_input(c(32, 32, 3)) %>% layer_global_average_pooling_2d()
#' @export
layer_max_pooling_2d <- function(object, pool_size = c(2, 2), strides = NULL, padding = "valid", ...) {
  compose(object, keras_layer(
    "MaxPooling2D",
    pool_size = as_int(pool_size), strides = as_int(strides), padding = padding, ...
  ))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_average_pooling_2d <- function(object, pool_size, strides = NULL, padding = "valid", ...) {
  compose(object, keras_layer(
    "AveragePooling2D",
    pool_size = as_int(pool_size), strides = as_int(strides), padding = padding, ...
  ))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_global_max_pooling_2d <- function(object, keepdims = FALSE, ...) {
  compose(object, keras_layer("GlobalMaxPooling2D", keepdims = keepdims, ...))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_global_average_pooling_2d <- function(object, keepdims = FALSE, ...) {
  compose(object, keras_layer("GlobalAveragePooling2D", keepdims = keepdims, ...))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_global_average_pooling_1d <- function(object, keepdims = FALSE, ...) {
  compose(object, keras_layer("GlobalAveragePooling1D", keepdims = keepdims, ...))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_flatten <- function(object, ...) compose(object, keras_layer("Flatten", ...))

#' @rdname layer_max_pooling_2d
#' @param rate The share of values, from 0 to 1, that is set to 0 during training.
#' @param seed A whole number that makes the selection reproducible.
#' @export
layer_dropout <- function(object, rate, seed = NULL, ...) {
  compose(object, keras_layer("Dropout", rate = rate, seed = as_int(seed), ...))
}
