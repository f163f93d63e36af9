#' Pooling layers of Keras
#'
#' Layers that summarize windows of images or sequences by their largest value or their mean; the global ones summarize
#' the whole image or sequence.
#'
#' @inheritParams layer_conv_2d
#' @param pool_size The height and width of the window; one number for both, and for sequences.
#' @param strides The step size of the window; `NULL` for the size of the window.
#' @param padding "valid" keeps the window inside the image, "same" pads.
#' @param keepdims Whether to keep reduced dimensions, with size 1.
#' @param name The name of the layer.
#' @returns The output of the layer for `object`, the model, or the layer.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("pooling", "downsample", "global pooling")
#' @examplesIf has_python()
#' image <- array(1:16, c(1, 4, 4, 1))
#' drop(as.array(image %>% layer_max_pooling_2d()))
#' image %>% layer_global_average_pooling_2d()
#' @export
layer_max_pooling_2d <- function(object, pool_size = c(2, 2), strides = NULL, padding = "valid", data_format = NULL,
                                 name = NULL, ...) {
  compose(object, keras_layer("MaxPooling2D"))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_max_pooling_1d <- function(object, pool_size = 2, strides = NULL, padding = "valid", data_format = NULL,
                                 name = NULL, ...) {
  compose(object, keras_layer("MaxPooling1D"))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_average_pooling_2d <- function(object, pool_size, strides = NULL, padding = "valid", data_format = NULL,
                                     name = NULL, ...) {
  compose(object, keras_layer("AveragePooling2D"))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_average_pooling_1d <- function(object, pool_size, strides = NULL, padding = "valid", data_format = NULL,
                                     name = NULL, ...) {
  compose(object, keras_layer("AveragePooling1D"))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_global_max_pooling_2d <- function(object, data_format = NULL, keepdims = FALSE, ...) {
  compose(object, keras_layer("GlobalMaxPooling2D"))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_global_max_pooling_1d <- function(object, data_format = NULL, keepdims = FALSE, ...) {
  compose(object, keras_layer("GlobalMaxPooling1D"))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_global_average_pooling_2d <- function(object, data_format = NULL, keepdims = FALSE, ...) {
  compose(object, keras_layer("GlobalAveragePooling2D"))
}

#' @rdname layer_max_pooling_2d
#' @export
layer_global_average_pooling_1d <- function(object, data_format = NULL, keepdims = FALSE, ...) {
  compose(object, keras_layer("GlobalAveragePooling1D"))
}
