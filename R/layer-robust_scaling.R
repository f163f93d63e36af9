#' Center and scale numbers by their median and quantile range
#'
#' The median and two quantiles of each feature are learned by [adapt()]; outliers hardly affect
#' them. `layer$inverse(x)` returns the original numbers.
#'
#' @eval py_params("RobustScaling")
#' @returns The layer, or its output for `object`: floats of the same shape.
#' @family numeric layers
#' @seealso `vignette("tabular")` is the guide to columns of tables.
#' @eval search_words("scale", "center", "outliers", "median", "interquartile range", "IQR", "robust scaler",
#'   "RobustScaler")
#' @examplesIf has_python()
#' incomes <- matrix(c(10, 20, 30, 40, 1000000), ncol = 1)
#' layer <- layer_robust_scaling()
#' layer %>% adapt(incomes)
#' as.vector(layer(incomes))
#' @export
layer_robust_scaling <- function(object, with_centering = TRUE, with_scaling = TRUE,
                                 quantile_range = c(25, 75), axis = -1, invert = FALSE,
                                 missing = "propagate", fill_value = 0, ...) {
  compose(object, prelayer$RobustScaling(
    with_centering = with_centering, with_scaling = with_scaling,
    quantile_range = quantile_range, axis = axis, invert = invert,
    missing = missing, fill_value = fill_value, ...
  ))
}
