#' Get the vocabulary of a layer as a data frame
#'
#' One row for each index, with the token and how often it occurred in the data.
#'
#' @inheritParams get_vocabulary
#' @returns A data frame with one row per index: `index` (counted from 0, as in Python), `token`, `role`
#'   ("mask", "oov" or "token"), and, for tokens that the layer has learned in this session, `count`
#'   and, with `output_mode = "tf_idf"`, `document_count`; `NA` if not known.
#' @family adapting
#' @seealso `vignette("text")` begins with layers that learn.
#' @eval search_words("token counts", "word frequencies", "document frequency", "term frequency")
#' @examplesIf has_python()
#' layer <- layer_string_lookup()
#' layer %>% adapt(c("cyan", "azure", "cyan"))
#' vocabulary_table(layer)
#' @export
vocabulary_table <- function(object) {
  check_has_vocabulary(object, "vocabulary_table")
  columns <- as_r(py_try(object$table()))
  columns$token <- tokens_of(object)
  as.data.frame(lapply(columns, column_of))
}

column_of <- function(values) {
  values <- as.list(values)
  values[vapply(values, is.null, TRUE)] <- NA
  unlist(values)
}
