#' Normalization layers of Keras within a model
#'
#' Layers that standardize the values between other layers: `layer_batch_normalization()` each feature over the batch,
#' `layer_layer_normalization()` the features of each sample, `layer_group_normalization()` groups of channels, and
#' `layer_unit_normalization()` divides each sample by its length. [layer_normalization()] standardizes the columns of
#' the data instead.
#'
#' @inheritParams layer_dense
#' @param axis The axis of the features, or several, numbered as in Python: -1 is the last one.
#' @param momentum How slowly the moving mean and variance, which are used after training, follow the batches.
#' @param epsilon A small number that is added to the variance.
#' @param center,scale Whether to add an offset and to multiply by a factor, both of which are learned.
#' @param beta_initializer,gamma_initializer,moving_mean_initializer,moving_variance_initializer The initial offset,
#'   factor, mean and variance: the name of an initializer, or one of [initializers].
#' @param beta_regularizer,gamma_regularizer Penalties for the offset and the factor: a name such as "l2", one of
#'   [regularizers], or `NULL`.
#' @param beta_constraint,gamma_constraint Constraints of the offset and the factor: the name of a constraint of Keras,
#'   a Keras constraint, or `NULL`.
#' @param synchronized Whether the batch is that of all devices of a distribution strategy.
#' @returns The output of the layer for `object`, the model, or the layer.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("batch norm", "layer norm", "group norm", "standardize activations")
#' @examplesIf has_python()
#' rbind(c(1, 3), c(10, 50)) %>% layer_layer_normalization()
#' rbind(c(3, 4), c(0, 2)) %>% layer_unit_normalization()
#'
#' output <- layer_input(8) %>%
#'   layer_dense(16) %>%
#'   layer_batch_normalization() %>%
#'   layer_activation("relu")
#' dim(output)
#' @export
layer_batch_normalization <- function(object, axis = -1, momentum = 0.99, epsilon = 0.001, center = TRUE, scale = TRUE,
                                      beta_initializer = "zeros", gamma_initializer = "ones",
                                      moving_mean_initializer = "zeros", moving_variance_initializer = "ones",
                                      beta_regularizer = NULL, gamma_regularizer = NULL, beta_constraint = NULL,
                                      gamma_constraint = NULL, synchronized = FALSE, ...) {
  compose(object, keras_layer("BatchNormalization"))
}

#' @rdname layer_batch_normalization
#' @export
layer_layer_normalization <- function(object, axis = -1, epsilon = 0.001, center = TRUE, scale = TRUE,
                                      beta_initializer = "zeros", gamma_initializer = "ones", beta_regularizer = NULL,
                                      gamma_regularizer = NULL, beta_constraint = NULL, gamma_constraint = NULL, ...) {
  compose(object, keras_layer("LayerNormalization"))
}

#' @rdname layer_batch_normalization
#' @param groups The number of groups of channels.
#' @export
layer_group_normalization <- function(object, groups = 32, axis = -1, epsilon = 0.001, center = TRUE, scale = TRUE,
                                      beta_initializer = "zeros", gamma_initializer = "ones", beta_regularizer = NULL,
                                      gamma_regularizer = NULL, beta_constraint = NULL, gamma_constraint = NULL, ...) {
  compose(object, keras_layer("GroupNormalization"))
}

#' @rdname layer_batch_normalization
#' @export
layer_unit_normalization <- function(object, axis = -1, ...) compose(object, keras_layer("UnitNormalization"))
