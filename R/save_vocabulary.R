#' Save the vocabulary of a layer to a file
#'
#' Writes a text file with one token per line, in index order, which the argument `vocabulary` of a layer
#' and [set_vocabulary()] accept as a path; Python and Keras can read it, too. The mask token and the OOV
#' (out-of-vocabulary) token are not written, nor are counts and weights: a layer with `output_mode = "tf_idf"`
#' also needs its `idf_weights`. `layer$idf_weights` returns them, starting with those of special tokens.
#'
#' Lines end with a line feed; user-written files may also have Windows line endings. Backslashes, quotes and
#' spaces are part of the token. If a token contains a line ending, the file starts with the
#' line `#prelayer vocabulary: escaped` and an empty line; in the rest, `\\n`, `\\r` and `\\\\` represent line
#' feed, carriage return and backslash. Keras rejects such a file.
#'
#' @inheritParams get_vocabulary
#' @param path The file to write. An existing file is replaced after the new one is complete.
#' @returns `object`, invisibly.
#' @family adapting
#' @seealso `vignette("text")` begins with layers that learn.
#' @eval search_words("vocabulary file", "write tokens", "token file")
#' @examplesIf has_python()
#' layer <- layer_string_lookup()
#' layer %>% adapt(c("cyan", "azure", "cyan"))
#' path <- tempfile(fileext = ".txt")
#' layer %>% save_vocabulary(path)
#' readLines(path)
#' layer_string_lookup(vocabulary = path)(c("azure", "beige"))
#' @export
save_vocabulary <- function(object, path) {
  check_has_vocabulary(object, "save_vocabulary")
  path <- path_of(path, "save_vocabulary", "path")
  py_try(object$save_vocabulary(path))
  invisible(object)
}
