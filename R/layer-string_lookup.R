#' Encode strings as indices or one-hot vectors
#'
#' For categories that are strings. The vocabulary is learned by [adapt()], or given. `output_mode = "one_hot"` returns
#' dummy variables, `"int"` the index of each category. Indices count from 0, as in Python.
#'
#' @section Order of the indices:
#' With `output_mode = "int"`, index 0 is the mask index if there is a `mask_token`, followed by
#' `num_oov_indices` OOV (out-of-vocabulary) indices and then the tokens of the vocabulary. In the other
#' modes the mask has no index, and a masked token adds nothing to a vector: index 0, the first
#' column, is the first OOV index, followed by the tokens. [vocabulary_table()] shows the order.
#' `invert = TRUE` converts indices back to strings, in the order of "int".
#'
#' @section A vocabulary of one token:
#' A single string is the path of a file with one token a line, such as [save_vocabulary()] writes.
#' Write `I("a")` for a vocabulary whose only token is "a".
#'
#' @eval py_params("StringLookup")
#' @returns The layer, or its output for `object`: int64 indices, floats for the dense
#'   encodings, strings with `invert = TRUE`.
#' @family text layers
#' @family categorical layers
#' @seealso `vignette("text")` is the guide to text, and `vignette("tabular")` to columns of tables. [layer_values()]
#'   and [layer_embedding()] take the indices.
#' @eval search_words("one-hot", "one-hot encoding", "dummy variables", "encode categories", "encode strings",
#'   "label encoding", "ordinal encoding", "multi-hot", "factor", "unknown categories", "out of vocabulary",
#'   "categorical variables", "step_dummy", "OneHotEncoder", "OrdinalEncoder",
#'   "categorical_column_with_vocabulary_list")
#' @examplesIf has_python()
#' layer <- layer_string_lookup()
#' layer %>% adapt(c("cyan", "turquoise", "celeste"))
#' layer(c("azure", "cyan"))
#'
#' # One-hot vectors, and back from indices to strings
#' tokens <- layer %>% get_vocabulary(include_special_tokens = FALSE)
#' encode <- layer_string_lookup(vocabulary = tokens, output_mode = "one_hot")
#' encode(c("azure", "cyan"))
#' back <- layer_string_lookup(vocabulary = tokens, invert = TRUE)
#' as.vector(back(c(2L, 1L)))
#' @export
layer_string_lookup <- function(object, max_tokens = NULL, num_oov_indices = 1, mask_token = NULL,
                                oov_token = "[UNK]", vocabulary = NULL, idf_weights = NULL,
                                invert = FALSE, output_mode = "int", pad_to_max_tokens = FALSE,
                                sparse = FALSE, encoding = "utf-8", name = NULL, salt = NULL,
                                min_count = NULL, ...) {
  compose(object, prelayer$StringLookup(
    max_tokens = max_tokens, num_oov_indices = num_oov_indices,
    mask_token = mask_token, oov_token = oov_token, vocabulary = vocabulary,
    idf_weights = idf_weights, invert = invert, output_mode = output_mode,
    pad_to_max_tokens = pad_to_max_tokens, sparse = sparse, encoding = encoding, name = name,
    salt = salt, min_count = min_count, ...
  ))
}
