#' Standardize numbers to mean 0 and variance 1
#'
#' Features are centered by their mean and scaled by their standard deviation (z-scores). The means and variances are
#' learned by [adapt()], or given.
#'
#' @eval py_params("Normalization")
#' @returns The layer, or its output for `object`: floats of the same shape.
#' @family numeric layers
#' @seealso `vignette("tabular")` is the guide to columns of tables. [layer_batch_normalization()] standardizes between
#'   the layers of a model, and [normalize()] divides by a norm.
#' @eval search_words("standardize", "standardization", "scale", "center", "z-score", "zero mean", "unit variance",
#'   "standard scaler", "mean and standard deviation", "StandardScaler", "step_center", "step_scale", "step_normalize")
#' @examplesIf has_python()
#' heights <- matrix(c(150, 160, 170, 180), ncol = 1)
#' layer <- layer_normalization()
#' layer %>% adapt(heights)
#' as.vector(layer(heights))
#' @export
layer_normalization <- function(object, axis = -1, mean = NULL, variance = NULL, invert = FALSE,
                                missing = "propagate", fill_value = 0, ...) {
  compose(object, prelayer$Normalization(
    axis = axis, mean = mean, variance = variance, invert = invert,
    missing = missing, fill_value = fill_value, ...
  ))
}
