#' Encode category indices as one-hot, multi-hot or count vectors
#'
#' The numbers of a one-hot vector are dummy variables, one for each category. Indices count from 0, as in Python: the
#' first category has index 0. If the categories are not known beforehand, [layer_string_lookup()] and
#' [layer_integer_lookup()] learn them from data.
#'
#' @eval py_params("CategoryEncoding")
#' @returns The layer, or its output for `object`: floats, one vector for each index
#'   ("one_hot") or each row. With `output_mode = "count"` a call also accepts `count_weights`, the
#'   weight of each index.
#' @family categorical layers
#' @seealso `vignette("text")` is the guide to text, and `vignette("tabular")` to columns of tables. [to_categorical()]
#'   encodes labels.
#' @eval search_words("one-hot", "one-hot encoding", "dummy variables", "multi-hot", "encode categories",
#'   "count encoding", "model matrix", "step_dummy", "indicator_column")
#' @examplesIf has_python()
#' layer <- layer_category_encoding(num_tokens = 3, output_mode = "one_hot")
#' layer(c(2, 0))
#'
#' rbind(c(0, 1), c(2, 2)) %>% layer_category_encoding(num_tokens = 3)
#'
#' counting <- layer_category_encoding(num_tokens = 3, output_mode = "count")
#' counting(rbind(c(0, 1), c(2, 2)), count_weights = rbind(c(0.5, 2), c(1, 0.25)))
#' @export
layer_category_encoding <- function(object, num_tokens = NULL, output_mode = "multi_hot", sparse = FALSE, ...) {
  compose(object, prelayer$CategoryEncoding(
    num_tokens = num_tokens, output_mode = output_mode, sparse = sparse, ...
  ))
}
