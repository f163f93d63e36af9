#' Activation layers of Keras
#'
#' Activation functions as layers of their own. Most layers with weights also have an argument `activation`.
#'
#' @inheritParams layer_dense
#' @param activation The activation function: its name, as in "relu", or a function.
#' @returns The output of the layer for `object`, the model, or the layer.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("relu", "softmax", "sigmoid", "elu", "activation function")
#' @examplesIf has_python()
#' c(-1, 2) %>% layer_activation("relu")
#' c(-1, 2) %>% layer_activation_leaky_relu(negative_slope = 0.1)
#' @export
layer_activation <- function(object, activation, ...) compose(object, keras_layer("Activation"))

#' @rdname layer_activation
#' @param max_value The largest output; `NULL` for no limit.
#' @param negative_slope The factor of negative values.
#' @param threshold The value up to which inputs count as negative.
#' @export
layer_activation_relu <- function(object, max_value = NULL, negative_slope = 0, threshold = 0, ...) {
  compose(object, keras_layer("ReLU"))
}

#' @rdname layer_activation
#' @export
layer_activation_leaky_relu <- function(object, negative_slope = 0.3, ...) compose(object, keras_layer("LeakyReLU"))

#' @rdname layer_activation
#' @param alpha_initializer,alpha_regularizer,alpha_constraint The initial factor of negative values, which is learned,
#'   its penalty and its constraint: names or Keras objects.
#' @param shared_axes The axes along which the factor is the same, numbered as in Python.
#' @export
layer_activation_parametric_relu <- function(object, alpha_initializer = "Zeros", alpha_regularizer = NULL,
                                             alpha_constraint = NULL, shared_axes = NULL, ...) {
  compose(object, keras_layer("PReLU"))
}

#' @rdname layer_activation
#' @param alpha The negative of the limit for negative values.
#' @export
layer_activation_elu <- function(object, alpha = 1, ...) compose(object, keras_layer("ELU"))

#' @rdname layer_activation
#' @param axis The axis along which the outputs sum to 1, numbered as in Python: -1 is the last one.
#' @export
layer_activation_softmax <- function(object, axis = -1, ...) compose(object, keras_layer("Softmax"))
