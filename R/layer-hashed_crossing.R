#' Cross features: hash their combinations into bins
#'
#' Feature crosses are interactions of categories. Nothing is learned, and every combination has a bin. The layer is
#' called on a list of two or more features of the same shape; for a data frame, use `as.list()` to get the list of its
#' columns. A named list is crossed in the order of its sorted names. Bins count from 0, as in Python.
#'
#' @eval py_params("HashedCrossing")
#' @returns The layer, or its output for `object`: int64 bins, or floats for "one_hot".
#' @family categorical layers
#' @seealso `vignette("text")` is the guide to text, and `vignette("tabular")` to columns of tables. [feature()] names
#'   the columns of a cross in a [preprocessor()].
#' @eval search_words("feature cross", "feature crossing", "crossed column", "interaction", "combine categories",
#'   "crossed_column", "step_interact")
#' @examplesIf has_python()
#' layer <- layer_hashed_crossing(num_bins = 5)
#' layer(list(c("A", "B", "A"), c(101, 101, 102)))
#'
#' data <- data.frame(cut = c("fair", "good"), color = c("E", "J"))
#' as.list(data) %>% layer_hashed_crossing(num_bins = 5, output_mode = "one_hot")
#' @export
layer_hashed_crossing <- function(object, num_bins, output_mode = "int", sparse = FALSE, name = NULL,
                                  dtype = NULL, ...) {
  compose(object, prelayer$HashedCrossing(
    num_bins = num_bins, output_mode = output_mode, sparse = sparse, name = name, dtype = dtype, ...
  ))
}
