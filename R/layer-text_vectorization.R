#' Tokenize text: indices of tokens, bags of words, TF-IDF vectors
#'
#' Text is standardized, split into tokens, and looked up in a vocabulary that is learned by [adapt()], or given.
#' Indices count from 0, as in Python: with `output_mode = "int"`, index 0 is padding, 1 is the OOV
#' (out-of-vocabulary) index, and the vocabulary starts at 2. In the other modes padding has no index: 0, the first
#' column of a vector, is the OOV index, and the vocabulary starts at 1.
#'
#' @inheritSection layer_string_lookup A vocabulary of one token
#'
#' @section Steps of standardization:
#' `standardize` may be a list of steps, which are applied in order. Steps are plain data, so a saved model loads
#' without user-defined functions. A step is a name, or a named list with the options of the step:
#' * `"lower"` converts to lower case, `list(step = "lower", locale = "tr")` by the rules of Turkish, and
#'   `"az"` by those of Azerbaijani. `"casefold"` removes case distinctions in every script.
#' * `"nfc"`, `"nfd"`, `"nfkc"` and `"nfkd"` apply the Unicode normalization forms.
#' * `"strip_accents"` removes combining marks above and below letters and marks attached to them; the signs that
#'   spell letters of Indian scripts, Hebrew, Thai and kana stay.
#' * `"strip_punctuation"` removes punctuation, and `"strip"` white space at both ends.
#' * `list(step = "regex", pattern = "<br ?/>", rewrite = " ")` rewrites each match of a regular
#'   expression in the syntax of RE2.
#'
#' `split` may be `list(step = "regex", pattern = "[,;]")`: the tokens are the text between matches.
#' Steps require text in UTF-8.
#'
#' @eval py_params("TextVectorization")
#' @returns The layer, or its output for `object`: int64 indices, or floats for the
#'   dense encodings.
#' @family text layers
#' @seealso `vignette("text")` is the guide to text, and `vignette("tabular")` to columns of tables. [layer_embedding()]
#'   takes the indices, [pad_sequences()] pads lists of them, and [get_vocabulary()] returns the tokens.
#' @eval search_words("tokenize", "tokenizer", "tokenization", "bag of words", "TF-IDF", "tf-idf", "n-grams",
#'   "word index", "remove punctuation", "lower case", "text preprocessing", "document-term matrix", "text_tokenizer",
#'   "texts_to_sequences", "texts_to_matrix", "CountVectorizer", "TfidfVectorizer", "step_tokenize", "step_tfidf")
#' @examplesIf has_python()
#' texts <- c("The cat sat.", "The dog sat on the cat!")
#' layer <- layer_text_vectorization()
#' layer %>% adapt(texts)
#' get_vocabulary(layer)
#' layer("The bird sat")
#'
#' # A bag of words, weighted by TF-IDF
#' bag <- layer_text_vectorization(output_mode = "tf_idf")
#' bag %>% adapt(texts)
#' bag("The bird sat")
#'
#' steps <- list(
#'   "casefold", "strip_accents",
#'   list(step = "regex", pattern = "[0-9]+", rewrite = "#")
#' )
#' layer <- layer_text_vectorization(
#'   standardize = steps, vocabulary = c("cafe", "#")
#' )
#' as.array(layer("CAFE 42"))
#' @export
layer_text_vectorization <- function(object, max_tokens = NULL, standardize = "lower_and_strip_punctuation",
                                     split = "whitespace", ngrams = NULL, output_mode = "int",
                                     output_sequence_length = NULL, pad_to_max_tokens = FALSE,
                                     vocabulary = NULL, idf_weights = NULL, sparse = FALSE,
                                     ragged = FALSE, encoding = "utf-8", name = NULL,
                                     min_count = NULL, ...) {
  compose(object, prelayer$TextVectorization(
    max_tokens = max_tokens, standardize = standardize, split = split,
    ngrams = ngrams, output_mode = output_mode,
    output_sequence_length = output_sequence_length, pad_to_max_tokens = pad_to_max_tokens,
    vocabulary = vocabulary, idf_weights = idf_weights, sparse = sparse, ragged = ragged,
    encoding = encoding, name = name, min_count = min_count, ...
  ))
}
