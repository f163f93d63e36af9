#' Dense and embedding layers of Keras
#'
#' Wrappers of Keras's own layers, for use with the layers of this package. `layer_dense()` connects each output with
#' all inputs; `layer_embedding()` represents each whole number, such as a token, by a vector that is learned;
#' `layer_masking()` makes later layers skip padded steps of a sequence.
#'
#' An argument that is not given has the default of the installed Keras, which the usage shows. Axes are numbered as in
#' Python: -1 is the last one, and 0 that of the batch, whereas keras3 counts the axes from 1.
#'
#' @param object A Keras tensor to call the layer on, a Sequential model to add it to, a tensor
#'   or array; if missing, the layer itself is returned.
#' @param units The number of outputs.
#' @param activation The activation function of the outputs: its name, as in "relu", or `NULL`.
#' @param use_bias Whether to add a bias that is learned.
#' @param kernel_initializer,bias_initializer,embeddings_initializer The initial weights: the name of an initializer, as
#'   in "he_normal", or one of [initializers].
#' @param kernel_regularizer,bias_regularizer,embeddings_regularizer,activity_regularizer Penalties that are added to
#'   the loss, for weights and for the output of the layer: a name such as "l2", one of [regularizers], or `NULL`.
#' @param kernel_constraint,bias_constraint,embeddings_constraint Constraints of the weights: the name of a constraint
#'   of Keras, as in "non_neg", a Keras constraint, or `NULL`.
#' @param lora_rank,lora_alpha The rank and the scale of the low-rank weights that replace training of the kernel.
#' @param ... Arguments of every layer, such as `name`, `dtype`, `trainable` and `input_shape`.
#' @returns The output of the layer for `object`, the model, or the layer.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("embedding lookup", "fully connected", "embedding", "linear layer", "masking")
#' @examplesIf has_python()
#' rbind(c(1, 2), c(3, 4)) %>% layer_dense(1, kernel_initializer = "ones")
#'
#' # Each token becomes a vector.
#' vectors <- layer_input(NA, dtype = "int64") %>%
#'   layer_embedding(input_dim = 100, output_dim = 16)
#' dim(vectors)
#' @export
layer_dense <- function(object, units, activation = NULL, use_bias = TRUE, kernel_initializer = "glorot_uniform",
                        bias_initializer = "zeros", kernel_regularizer = NULL, bias_regularizer = NULL,
                        activity_regularizer = NULL, kernel_constraint = NULL, bias_constraint = NULL,
                        lora_rank = NULL, lora_alpha = NULL, ...) {
  compose(object, keras_layer("Dense"))
}

#' @rdname layer_dense
#' @param input_dim The number of distinct input values: for tokens, the size of the vocabulary.
#' @param output_dim The length of the vector that represents each value.
#' @param mask_zero Whether 0 is padding, which later layers ignore.
#' @param weights The initial vectors, as a matrix with one row per input value.
#' @export
layer_embedding <- function(object, input_dim, output_dim, embeddings_initializer = "uniform",
                            embeddings_regularizer = NULL, embeddings_constraint = NULL, mask_zero = FALSE,
                            weights = NULL, lora_rank = NULL, lora_alpha = NULL, ...) {
  compose(object, keras_layer("Embedding"))
}

#' @rdname layer_dense
#' @param mask_value The number that all values of a step have where it is padding.
#' @export
layer_masking <- function(object, mask_value = 0, ...) compose(object, keras_layer("Masking"))
