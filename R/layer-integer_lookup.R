#' Encode whole numbers, such as ids, as indices or one-hot vectors
#'
#' For ids and codes that are whole numbers. The vocabulary is learned by [adapt()], or given; `invert = TRUE` converts
#' indices back to numbers. Indices count from 0, as in Python.
#'
#' @inheritSection layer_string_lookup Order of the indices
#'
#' @eval py_params("IntegerLookup")
#' @returns The layer, or its output for `object`: int64 indices or numbers, floats for
#'   the dense encodings.
#' @family categorical layers
#' @seealso `vignette("text")` is the guide to text, and `vignette("tabular")` to columns of tables.
#' @eval search_words("one-hot", "one-hot encoding", "dummy variables", "encode categories", "ids", "codes",
#'   "label encoding", "multi-hot", "unknown categories", "categorical variables", "step_integer", "step_dummy")
#' @examplesIf has_python()
#' layer <- layer_integer_lookup()
#' layer %>% adapt(c(12L, 36L, 36L, 7L))
#' layer %>% get_vocabulary()
#' layer(c(36L, 5L))
#' @export
layer_integer_lookup <- function(object, max_tokens = NULL, num_oov_indices = 1, mask_token = NULL,
                                 oov_token = -1, vocabulary = NULL, vocabulary_dtype = "int64",
                                 idf_weights = NULL, invert = FALSE, output_mode = "int",
                                 sparse = FALSE, pad_to_max_tokens = FALSE, oov_method = "floormod",
                                 salt = NULL, name = NULL, min_count = NULL, ...) {
  compose(object, prelayer$IntegerLookup(
    max_tokens = max_tokens, num_oov_indices = num_oov_indices,
    mask_token = mask_token, oov_token = oov_token, vocabulary = vocabulary,
    vocabulary_dtype = vocabulary_dtype, idf_weights = idf_weights, invert = invert,
    output_mode = output_mode, sparse = sparse, pad_to_max_tokens = pad_to_max_tokens,
    oov_method = oov_method, salt = salt, name = name,
    min_count = min_count, ...
  ))
}
