#' Map indices to numbers, or to rows of numbers
#'
#' Any function of a category that is known: scores of ordered levels, contrasts of a factor, target means or
#' embeddings. Use it after a lookup. Indices count from 0, as in Python. Nothing is learned or trained.
#'
#' @eval py_params("Values")
#' @returns The layer, or its output for `object`: floats. For a vector of values, they have the shape of the input; for
#'   a matrix, each index becomes the row of its values.
#' @family categorical layers
#' @seealso `vignette("text")` is the guide to text, and `vignette("tabular")` to columns of tables. [layer_embedding()]
#'   learns its values.
#' @eval search_words("embedding lookup", "pretrained embeddings", "target encoding", "contrasts", "ordered factor",
#'   "weight of evidence", "recode", "lookup table", "step_lencode")
#' @examplesIf has_python()
#' # The row of index 0 is that of unknown levels.
#' contrasts <- rbind(unknown = 0, contr.helmert(c("small", "medium", "large")))
#' c("large", "small", "?") %>%
#'   layer_string_lookup(vocabulary = c("small", "medium", "large")) %>%
#'   layer_values(values = contrasts)
#' @export
layer_values <- function(object, values, ...) {
  compose(object, prelayer$Values(values = values, ...))
}
