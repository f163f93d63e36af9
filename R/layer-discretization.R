#' Bin numbers: convert them to the indices of bins
#'
#' Bucketizes numbers. The bin boundaries are given, or learned by [adapt()] as quantiles, so that all bins hold about
#' the same number of values. Indices count from 0, as in Python: the first bin has index 0.
#'
#' @eval py_params("Discretization")
#' @returns The layer, or its output for `object`: int32 indices, floats for the dense
#'   encodings.
#' @family numeric layers
#' @seealso `vignette("tabular")` is the guide to columns of tables.
#' @eval search_words("bucketize", "binning", "bins", "buckets", "cut", "discretize", "quantile bins", "histogram",
#'   "intervals", "step_discretize", "step_cut", "KBinsDiscretizer", "bucketized_column")
#' @examplesIf has_python()
#' ages <- c(3, 17, 25, 40, 64, 81)
#' layer_discretization(ages, bin_boundaries = c(18, 65))
#' layer <- layer_discretization(num_bins = 3)
#' layer %>% adapt(ages)
#' layer(ages)
#' layer$bin_boundaries
#' @export
layer_discretization <- function(object, bin_boundaries = NULL, num_bins = NULL, epsilon = 0.01,
                                 output_mode = "int", sparse = FALSE, dtype = NULL, name = NULL,
                                 missing = "propagate", fill_value = 0) {
  compose(object, prelayer$Discretization(
    bin_boundaries = several(bin_boundaries), num_bins = num_bins, epsilon = epsilon,
    output_mode = output_mode, sparse = sparse, dtype = dtype, name = name,
    missing = missing, fill_value = fill_value
  ))
}
