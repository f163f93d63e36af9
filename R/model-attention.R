#' Attention layers of Keras
#'
#' Layers in which each step of one sequence, the query, is a weighted mean of the steps of another one, the value. The
#' weights come from comparing the query with the key, which is the value if it is not given.
#'
#' @inheritParams layer_dense
#' @param object A list of the query, the value and optionally the key, each with the shape (batch, steps, features); a
#'   tensor or array each. If missing, the layer itself is returned.
#' @param inputs As `object`; a single sequence is the query and the value, which is self-attention.
#' @param use_scale Whether to multiply the scores by a factor that is learned.
#' @param score_mode How query and key are compared: "dot" or "concat".
#' @param dropout The share of weights, from 0 to 1, that is set to 0 during training.
#' @param seed A whole number that makes dropout reproducible.
#' @param kernel_initializer,bias_initializer The initial weights: the name of an initializer, as in "he_normal", or one
#'   of [initializers].
#' @param kernel_regularizer,bias_regularizer,activity_regularizer Penalties that are added to the loss, for weights and
#'   for the output of the layer: a name such as "l2", one of [regularizers], or `NULL`.
#' @param kernel_constraint,bias_constraint Constraints of the weights: the name of a constraint of Keras, as in
#'   "non_neg", a Keras constraint, or `NULL`.
#' @returns The output of the layer, with the shape of the query, or the layer.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("transformer", "self-attention", "multi-head")
#' @examplesIf has_python()
#' question <- layer_input(c(8, 16))
#' text <- layer_input(c(100, 16))
#' dim(layer_attention(list(question, text)))
#' dim(text %>% layer_multi_head_attention(num_heads = 2, key_dim = 8))
#' @export
layer_attention <- function(object, use_scale = FALSE, score_mode = "dot", dropout = 0, seed = NULL, ...) {
  compose(object, keras_layer("Attention"))
}

#' @rdname layer_attention
#' @export
layer_additive_attention <- function(object, use_scale = TRUE, dropout = 0, ...) {
  compose(object, keras_layer("AdditiveAttention"))
}

#' @rdname layer_attention
#' @param num_heads The number of heads, which attend to different parts.
#' @param key_dim,value_dim The features of query and key, and of the value, in each head; `NULL` for `key_dim`.
#' @param output_shape The features of the output; `NULL` for those of the query.
#' @param attention_axes The axes of the steps, numbered as in Python; `NULL` for all between batch and features.
#' @param flash_attention Whether to use the fast implementation on a GPU; `NULL` for the setting of Keras.
#' @export
layer_multi_head_attention <- function(inputs, num_heads, key_dim, value_dim = NULL, dropout = 0, use_bias = TRUE,
                                       output_shape = NULL, attention_axes = NULL, flash_attention = NULL,
                                       kernel_initializer = "glorot_uniform", bias_initializer = "zeros",
                                       kernel_regularizer = NULL, bias_regularizer = NULL, activity_regularizer = NULL,
                                       kernel_constraint = NULL, bias_constraint = NULL, seed = NULL, ...) {
  layer <- compose(layer = keras_layer("MultiHeadAttention"))
  if (missing(inputs)) return(layer)
  do.call(layer, if (is_plain_list(inputs)) inputs else list(inputs, inputs), quote = TRUE)
}
