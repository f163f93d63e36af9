#' Turn text into integers or vectors
#'
#' Text is standardized, split into tokens, and looked up in a vocabulary that is learned by
#' [adapt()], or given. Indices are Python's: with `output_mode = "int"` 0 pads, 1 is a word
#' that is not known, and the vocabulary begins at 2. With the other modes padding has no index:
#' 0, the first column of a vector, is a word that is not known, and the vocabulary begins at 1.
#'
#' @inheritSection layer_string_lookup A vocabulary of one token
#'
#' @section Steps of standardization:
#' `standardize` may be a list of steps, which are done one after the other. They are plain data,
#' so that a saved model needs no function of yours to load. A step is a name, or a named list with
#' the options of the step:
#' * `"lower"` is lower case, `list(step = "lower", locale = "tr")` that of Turkish, and with
#'   `"az"` of Azerbaijani. `"casefold"` makes texts equal whatever their case, in
#'   every script.
#' * `"nfc"`, `"nfd"`, `"nfkc"` and `"nfkd"` are the normal forms of Unicode.
#' * `"strip_accents"` strips the marks above, below and attached to letters; the signs that spell
#'   letters of Indian scripts, Hebrew, Thai and kana stay.
#' * `"strip_punctuation"`, and `"strip"` for white space at both ends.
#' * `list(step = "regex", pattern = "<br ?/>", rewrite = " ")` rewrites each match of a regular
#'   expression in the syntax of RE2.
#'
#' `split` may be `list(step = "regex", pattern = "[,;]")`: tokens are what stands between matches.
#' Steps need texts in UTF-8.
#'
#' @eval py_params("TextVectorization")
#' @returns The layer, or what the layer gives for `object`: int64 indices, or floats for the
#'   dense encodings.
#' @family text layers
#' @examplesIf has_python()
#' layer <- layer_text_vectorization(output_mode = "int")
#' layer %>% adapt(c("From each according to his ability", "to each according to his needs!"))
#' as.array(layer("To each according to his needs"))
#'
#' steps <- list("casefold", "strip_accents", list(step = "regex", pattern = "[0-9]+", rewrite = "#"))
#' layer <- layer_text_vectorization(standardize = steps, vocabulary = c("cafe", "#"))
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
