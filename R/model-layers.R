# A layer of Keras itself, by its Python name.
keras_layer <- function(class_name, ...) {
  arguments <- list(...)
  if (!is.null(arguments$input_shape)) arguments$input_shape <- dimensions_of(arguments$input_shape)
  do.call(as_callable(keras$layers[[class_name]], convert = as_argument), arguments, quote = TRUE)
}

#' Keras layers with weights
#'
#' Wrappers of Keras's own layers, for use with the layers of this package.
#'
#' @param object A Keras tensor to call the layer on, a Sequential model to add it to, a tensor
#'   or array; if missing, the layer itself is returned.
#' @param units The number of outputs, for `layer_gru()` and `layer_lstm()` also of the state.
#' @param activation The activation function of the outputs: its name, as in "relu", or `NULL`.
#' @param ... More arguments of the layer in Keras, by name: `Dense`, `Embedding`, `GRU`, `LSTM`
#'   and `Conv2D` at <https://keras.io/api/layers/>.
#' @returns The output of the layer for `object`, the model, or the layer.
#' @family layers of Keras
#' @examplesIf has_python()
#' layer_input(shape(NULL), dtype = "int64") %>%
#'   layer_embedding(input_dim = 100, output_dim = 16) %>%
#'   layer_gru(8) %>%
#'   layer_dense(1, activation = "sigmoid")
#'
#' layer_input(c(32, 32, 3)) %>% layer_conv_2d(filters = 8, kernel_size = 3)
#' @export
layer_dense <- function(object, units, activation = NULL, ...) {
  compose(object, keras_layer("Dense", units = as_int(units), activation = activation, ...))
}

#' @rdname layer_dense
#' @param input_dim The number of distinct input values: for tokens, the size of the vocabulary.
#' @param output_dim The length of the vector that represents each value.
#' @param mask_zero Whether 0 is padding, which later layers ignore.
#' @export
layer_embedding <- function(object, input_dim, output_dim, mask_zero = FALSE, ...) {
  compose(object, keras_layer(
    "Embedding",
    input_dim = as_int(input_dim), output_dim = as_int(output_dim), mask_zero = mask_zero, ...
  ))
}

#' @rdname layer_dense
#' @param return_sequences Whether to return the output of every step instead of the last one.
#' @export
layer_gru <- function(object, units, return_sequences = FALSE, ...) {
  compose(object, keras_layer("GRU", units = as_int(units), return_sequences = return_sequences, ...))
}

#' @rdname layer_dense
#' @export
layer_lstm <- function(object, units, return_sequences = FALSE, ...) {
  compose(object, keras_layer("LSTM", units = as_int(units), return_sequences = return_sequences, ...))
}

#' @rdname layer_dense
#' @param filters The number of outputs at each position of the image.
#' @param kernel_size The height and width of the window; one number for both.
#' @param strides The step size of the window; one number, or height and width.
#' @param padding "valid" keeps the window inside the image, "same" pads with zeros.
#' @export
layer_conv_2d <- function(object, filters, kernel_size, strides = c(1, 1), padding = "valid",
                          activation = NULL, ...) {
  compose(object, keras_layer(
    "Conv2D",
    filters = as_int(filters), kernel_size = as_int(kernel_size), strides = as_int(strides),
    padding = padding, activation = activation, ...
  ))
}
