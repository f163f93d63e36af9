#' Impute missing numbers by the mean, median or most frequent number
#'
#' Replaces missing values (`NA` and `NaN`) for layers that need complete numbers. The replacement of each feature is
#' learned by [adapt()], which skips missing values. In text, `layer_string_lookup(mask_token = )` handles them.
#'
#' @eval py_params("Imputation")
#' @returns The layer, or its output for `object`: floats of the same shape; indicators double the last axis.
#' @family numeric layers
#' @seealso `vignette("tabular")` is the guide to columns of tables. [conversion] describes `NA` in all functions, and
#'   [is.na()][tensor-missing] finds missing numbers in tensors.
#' @eval search_words("missing values", "missing data", "impute", "NA", "NaN", "mean imputation", "median imputation",
#'   "fill missing", "missing indicator", "SimpleImputer", "step_impute_mean", "step_impute_median", "step_impute_mode")
#' @examplesIf has_python()
#' ages <- matrix(c(1, 2, 9, NA), ncol = 1)
#' layer <- layer_imputation(strategy = "median", add_indicator = TRUE)
#' layer %>% adapt(ages)
#' layer(ages)
#' @export
layer_imputation <- function(object, strategy = "mean", fill_value = 0, add_indicator = FALSE, axis = -1, ...) {
  compose(object, prelayer$Imputation(
    strategy = strategy, fill_value = fill_value, add_indicator = add_indicator, axis = axis, ...
  ))
}
