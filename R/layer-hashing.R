#' Hash strings or whole numbers into bins
#'
#' The hashing trick, for many categories. Nothing is learned, and every value has a bin, including values that never
#' occurred before. Bins count from 0, as in Python.
#'
#' @eval py_params("Hashing")
#' @returns The layer, or its output for `object`: int64 bins, or floats for the dense
#'   encodings.
#' @family categorical layers
#' @seealso `vignette("text")` is the guide to text, and `vignette("tabular")` to columns of tables.
#' @eval search_words("hashing trick", "feature hashing", "hash buckets", "high cardinality", "many categories",
#'   "encode categories", "categorical_column_with_hash_bucket", "step_dummy_hash", "FeatureHasher")
#' @examplesIf has_python()
#' layer <- layer_hashing(num_bins = 3, mask_value = "")
#' layer(c("azure", "", "cyan"))
#' factor(c("azure", "cyan")) %>%
#'   layer_hashing(num_bins = 3, output_mode = "one_hot")
#' @export
layer_hashing <- function(object, num_bins, mask_value = NULL, salt = NULL, output_mode = "int",
                          sparse = FALSE, ...) {
  compose(object, prelayer$Hashing(
    num_bins = num_bins, mask_value = mask_value, salt = salt,
    output_mode = output_mode, sparse = sparse, ...
  ))
}
