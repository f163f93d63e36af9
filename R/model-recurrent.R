#' Recurrent layers of Keras
#'
#' Layers for sequences, which have the shape (batch, steps, features). `layer_lstm()`, `layer_gru()` and
#' `layer_simple_rnn()` read the steps in order; `layer_bidirectional()` runs such a layer in both directions, and
#' `layer_time_distributed()` applies any layer to each step.
#'
#' @inheritParams layer_dense
#' @param units The number of outputs, and of values of the state.
#' @param activation,recurrent_activation The activation functions of the outputs and of the gates: a name or `NULL`.
#' @param kernel_initializer,recurrent_initializer,bias_initializer The initial weights of the inputs, of the state and
#'   of the bias: the name of an initializer, or one of [initializers].
#' @param unit_forget_bias Whether the bias of the forget gate starts at 1.
#' @param kernel_regularizer,recurrent_regularizer,bias_regularizer,activity_regularizer Penalties that are added to the
#'   loss, for weights and for the output of the layer: a name such as "l2", one of [regularizers], or `NULL`.
#' @param kernel_constraint,recurrent_constraint,bias_constraint Constraints of the weights: the name of a constraint of
#'   Keras, a Keras constraint, or `NULL`.
#' @param dropout,recurrent_dropout The shares of inputs and of values of the state, from 0 to 1, that are set to 0
#'   during training.
#' @param seed A whole number that makes dropout reproducible.
#' @param return_sequences Whether to return the output of every step instead of the last one.
#' @param return_state Whether to return a list of the output and the last state.
#' @param go_backwards Whether to read the steps in reverse order.
#' @param stateful Whether a batch starts with the last state of the batch before it.
#' @param unroll Whether the graph repeats the layer for each step, which is faster for short sequences.
#' @param reset_after Whether the reset gate applies after the matrix product, which the fast GPU implementation
#'   requires.
#' @param use_cudnn Whether to use the fast implementation on a GPU: "auto", `TRUE` or `FALSE`.
#' @returns The output of the layer for `object`, the model, or the layer.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("LSTM", "GRU", "RNN", "sequence model", "recurrent network", "bidirectional")
#' @examplesIf has_python()
#' tokens <- layer_input(NA, dtype = "int64")
#' output <- tokens %>%
#'   layer_embedding(input_dim = 100, output_dim = 16) %>%
#'   layer_bidirectional(layer_lstm(units = 8)) %>%
#'   layer_dense(1, activation = "sigmoid")
#' dim(output)
#'
#' steps <- layer_input(c(10, 4)) %>%
#'   layer_gru(8, return_sequences = TRUE) %>%
#'   layer_time_distributed(layer_dense(units = 1))
#' dim(steps)
#' @export
layer_lstm <- function(object, units, activation = "tanh", recurrent_activation = "sigmoid", use_bias = TRUE,
                       kernel_initializer = "glorot_uniform", recurrent_initializer = "orthogonal",
                       bias_initializer = "zeros", unit_forget_bias = TRUE, kernel_regularizer = NULL,
                       recurrent_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
                       kernel_constraint = NULL, recurrent_constraint = NULL, bias_constraint = NULL, dropout = 0,
                       recurrent_dropout = 0, seed = NULL, return_sequences = FALSE, return_state = FALSE,
                       go_backwards = FALSE, stateful = FALSE, unroll = FALSE, use_cudnn = "auto", ...) {
  compose(object, keras_layer("LSTM"))
}

#' @rdname layer_lstm
#' @export
layer_gru <- function(object, units, activation = "tanh", recurrent_activation = "sigmoid", use_bias = TRUE,
                      kernel_initializer = "glorot_uniform", recurrent_initializer = "orthogonal",
                      bias_initializer = "zeros", kernel_regularizer = NULL, recurrent_regularizer = NULL,
                      bias_regularizer = NULL, activity_regularizer = NULL, kernel_constraint = NULL,
                      recurrent_constraint = NULL, bias_constraint = NULL, dropout = 0, recurrent_dropout = 0,
                      seed = NULL, return_sequences = FALSE, return_state = FALSE, go_backwards = FALSE,
                      stateful = FALSE, unroll = FALSE, reset_after = TRUE, use_cudnn = "auto", ...) {
  compose(object, keras_layer("GRU"))
}

#' @rdname layer_lstm
#' @export
layer_simple_rnn <- function(object, units, activation = "tanh", use_bias = TRUE,
                             kernel_initializer = "glorot_uniform", recurrent_initializer = "orthogonal",
                             bias_initializer = "zeros", kernel_regularizer = NULL, recurrent_regularizer = NULL,
                             bias_regularizer = NULL, activity_regularizer = NULL, kernel_constraint = NULL,
                             recurrent_constraint = NULL, bias_constraint = NULL, dropout = 0, recurrent_dropout = 0,
                             return_sequences = FALSE, return_state = FALSE, go_backwards = FALSE, stateful = FALSE,
                             unroll = FALSE, seed = NULL, ...) {
  compose(object, keras_layer("SimpleRNN"))
}

#' @rdname layer_lstm
#' @param layer The layer that is wrapped, as in `layer_lstm(units = 8)`.
#' @param merge_mode How the outputs of both directions are combined: "concat", "sum", "mul", "ave", or `NULL` for a
#'   list.
#' @param weights The initial weights, as a list of arrays.
#' @param backward_layer The layer that reads in reverse order; `NULL` for a copy of `layer`.
#' @export
layer_bidirectional <- function(object, layer, merge_mode = "concat", weights = NULL, backward_layer = NULL, ...) {
  compose(object, keras_layer("Bidirectional"))
}

#' @rdname layer_lstm
#' @export
layer_time_distributed <- function(object, layer, ...) compose(object, keras_layer("TimeDistributed"))
