#' Transform numbers to a uniform or normal distribution
#'
#' After the transformation all features have the same distribution. The quantiles of each feature are learned by
#' [adapt()]. `layer$inverse(x)` returns the original numbers.
#'
#' @eval py_params("QuantileTransform")
#' @returns The layer, or its output for `object`: floats of the same shape.
#' @family numeric layers
#' @seealso `vignette("tabular")` is the guide to columns of tables.
#' @eval search_words("ranks", "percentiles", "uniform distribution", "rank transform", "Gaussian", "outliers", "ECDF",
#'   "QuantileTransformer", "step_percentile")
#' @examplesIf has_python()
#' incomes <- matrix(c(10, 20, 30, 40, 1000000), ncol = 1)
#' layer <- layer_quantile_transform()
#' layer %>% adapt(incomes)
#' as.vector(layer(incomes))
#' as.vector(layer(matrix(c(15, 520020))))
#' @export
layer_quantile_transform <- function(object, num_quantiles = 1000, output_distribution = "uniform",
                                     axis = -1, invert = FALSE, missing = "propagate",
                                     fill_value = 0, quantiles = NULL, ...) {
  compose(object, prelayer$QuantileTransform(
    num_quantiles = num_quantiles, output_distribution = output_distribution,
    axis = axis, invert = invert,
    missing = missing, fill_value = fill_value, quantiles = quantiles, ...
  ))
}
