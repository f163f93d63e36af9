#' Save the vocabulary of a layer as a file
#'
#' The file is text with one token a line, in the order of the indices, which `vocabulary` of a layer
#' and [set_vocabulary()] take as its path; Python and Keras read it, too. The mask and the token for
#' unknown words are not written, nor are counts and weights: a layer with `output_mode = "tf_idf"` is
#' given its `idf_weights` beside the path. `layer$idf_weights` has them, those of special tokens first.
#'
#' Lines end in a line feed, and a file of your own may have Windows' line ends. A backslash, a quote or
#' a space is part of the token. Where a token holds a line end itself, the file begins with the
#' line `#prelayer vocabulary: escaped` and an empty one; below, `\\n`, `\\r` and `\\\\` stand for line
#' feed, carriage return and backslash. Keras refuses such a file.
#'
#' @inheritParams get_vocabulary
#' @param path The file to write. One that is there is replaced, once the new one is complete.
#' @returns `object`, invisibly.
#' @family adapting
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
