#' Pad sequences to one length
#'
#' Sequences of token indices of different lengths become a matrix with one row per sequence.
#'
#' @param sequences A list of vectors; or of matrices, whose rows are the steps; a matrix with one row per sequence;
#'   or a ragged tensor.
#' @param maxlen The length of all sequences; `NULL` for that of the longest one.
#' @param dtype The dtype that all values must fit into: "int32" or another one of numbers, or "str" for text.
#' @param padding "pre" pads shorter sequences at the start, "post" at the end.
#' @param truncating "pre" removes the first values of longer sequences, "post" the last ones.
#' @param value The value to pad with.
#' @returns A matrix, or an array for sequences of matrices.
#' @family functions for data
#' @seealso `vignette("text")` pads by the option `output_sequence_length` of [layer_text_vectorization()];
#'   [dataset_padded_batch()] pads batches.
#' @eval search_words("padding", "truncate", "sequences of different lengths", "token sequences", "list to matrix")
#' @examplesIf has_python()
#' sequences <- list(1, c(2, 3), c(4, 5, 6))
#' pad_sequences(sequences)
#' pad_sequences(sequences, maxlen = 2, padding = "post")
#' pad_sequences(strsplit(c("a b", "c"), " "), dtype = "str", value = "")
#' @export
pad_sequences <- function(sequences, maxlen = NULL, dtype = "int32", padding = "pre", truncating = "pre", value = 0) {
  if (is.list(sequences) && !is_python(sequences)) {
    places <- sprintf("sequences[[%d]]", seq_along(sequences))
    sequences <- as_tuple(unname(Map(as_sequence, sequences, places)))
  } else {
    sequences <- as_py(sequences, "sequences")
  }
  prelayer$pad_sequences(
    sequences = sequences, maxlen = maxlen, dtype = dtype, padding = padding, truncating = truncating, value = value
  )
}

as_sequence <- function(x, argument) {
  if (is.null(x)) x <- integer()
  as_array_py(x, argument)
}
