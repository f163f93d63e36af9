#' Convolutional layers of Keras
#'
#' Layers that move a window over images, with the shape (batch, height, width, channels), or over sequences, with the
#' shape (batch, steps, features). `layer_conv_2d_transpose()` enlarges images.
#'
#' @inheritParams layer_dense
#' @param filters The number of outputs at each position.
#' @param kernel_size The height and width of the window; one number for both, and for sequences.
#' @param strides The step size of the window; one number, or height and width.
#' @param padding "valid" keeps the window inside the image, "same" pads with zeros; for sequences also "causal".
#' @param output_padding The rows and columns to add to the output; `NULL` to infer them.
#' @param data_format "channels_last" or "channels_first"; `NULL` for the setting of Keras.
#' @param dilation_rate The distance between the values in the window; 1 for neighbors.
#' @param groups The number of groups of channels that are computed apart.
#' @param depth_multiplier The number of outputs of each channel in the depthwise step.
#' @param kernel_initializer,depthwise_initializer,pointwise_initializer,bias_initializer The initial weights: the name
#'   of an initializer, or one of [initializers].
#' @param kernel_regularizer,depthwise_regularizer,pointwise_regularizer,bias_regularizer,activity_regularizer Penalties
#'   that are added to the loss, for weights and for the output of the layer: a name such as "l2", one of
#'   [regularizers], or `NULL`.
#' @param kernel_constraint,depthwise_constraint,pointwise_constraint,bias_constraint Constraints of the weights: the
#'   name of a constraint of Keras, a Keras constraint, or `NULL`.
#' @returns The output of the layer for `object`, the model, or the layer.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("convolution", "CNN", "convolutional network", "filters")
#' @examplesIf has_python()
#' features <- layer_input(c(32, 32, 3)) %>%
#'   layer_conv_2d(filters = 8, kernel_size = 3, activation = "relu")
#' dim(features)
#' steps <- layer_input(c(100, 4)) %>%
#'   layer_separable_conv_1d(filters = 8, kernel_size = 7, strides = 2)
#' dim(steps)
#' @export
layer_conv_2d <- function(object, filters, kernel_size, strides = c(1, 1), padding = "valid", data_format = NULL,
                          dilation_rate = c(1, 1), groups = 1, activation = NULL, use_bias = TRUE,
                          kernel_initializer = "glorot_uniform", bias_initializer = "zeros", kernel_regularizer = NULL,
                          bias_regularizer = NULL, activity_regularizer = NULL, kernel_constraint = NULL,
                          bias_constraint = NULL, ...) {
  compose(object, keras_layer("Conv2D"))
}

#' @rdname layer_conv_2d
#' @export
layer_conv_1d <- function(object, filters, kernel_size, strides = 1, padding = "valid", data_format = NULL,
                          dilation_rate = 1, groups = 1, activation = NULL, use_bias = TRUE,
                          kernel_initializer = "glorot_uniform", bias_initializer = "zeros", kernel_regularizer = NULL,
                          bias_regularizer = NULL, activity_regularizer = NULL, kernel_constraint = NULL,
                          bias_constraint = NULL, ...) {
  compose(object, keras_layer("Conv1D"))
}

#' @rdname layer_conv_2d
#' @export
layer_conv_2d_transpose <- function(object, filters, kernel_size, strides = c(1, 1), padding = "valid",
                                    output_padding = NULL, data_format = NULL, dilation_rate = c(1, 1),
                                    activation = NULL, use_bias = TRUE, kernel_initializer = "glorot_uniform",
                                    bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL,
                                    activity_regularizer = NULL, kernel_constraint = NULL, bias_constraint = NULL,
                                    ...) {
  compose(object, keras_layer("Conv2DTranspose"))
}

#' @rdname layer_conv_2d
#' @export
layer_separable_conv_1d <- function(object, filters, kernel_size, strides = 1, padding = "valid", data_format = NULL,
                                    dilation_rate = 1, depth_multiplier = 1, activation = NULL, use_bias = TRUE,
                                    depthwise_initializer = "glorot_uniform", pointwise_initializer = "glorot_uniform",
                                    bias_initializer = "zeros", depthwise_regularizer = NULL,
                                    pointwise_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
                                    depthwise_constraint = NULL, pointwise_constraint = NULL, bias_constraint = NULL,
                                    ...) {
  compose(object, keras_layer("SeparableConv1D"))
}

#' @rdname layer_conv_2d
#' @export
layer_separable_conv_2d <- function(object, filters, kernel_size, strides = c(1, 1), padding = "valid",
                                    data_format = NULL, dilation_rate = c(1, 1), depth_multiplier = 1,
                                    activation = NULL, use_bias = TRUE, depthwise_initializer = "glorot_uniform",
                                    pointwise_initializer = "glorot_uniform", bias_initializer = "zeros",
                                    depthwise_regularizer = NULL, pointwise_regularizer = NULL,
                                    bias_regularizer = NULL, activity_regularizer = NULL, depthwise_constraint = NULL,
                                    pointwise_constraint = NULL, bias_constraint = NULL, ...) {
  compose(object, keras_layer("SeparableConv2D"))
}

#' @rdname layer_conv_2d
#' @export
layer_depthwise_conv_2d <- function(object, kernel_size, strides = c(1, 1), padding = "valid", depth_multiplier = 1,
                                    data_format = NULL, dilation_rate = c(1, 1), activation = NULL, use_bias = TRUE,
                                    depthwise_initializer = "glorot_uniform", bias_initializer = "zeros",
                                    depthwise_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
                                    depthwise_constraint = NULL, bias_constraint = NULL, ...) {
  compose(object, keras_layer("DepthwiseConv2D"))
}
