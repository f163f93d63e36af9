#' Transform skewed numbers to be more like a normal distribution
#'
#' The power transformations of Yeo and Johnson, and of Box and Cox. [adapt()] learns the lambda of each feature, as
#' `step_YeoJohnson()` of the package recipes does. `layer$inverse(x)` returns the original numbers.
#'
#' @eval py_params("Power")
#' @returns The layer, or its output for `object`: floats of the same shape; "indicator" doubles the last axis.
#' @family numeric layers
#' @seealso `vignette("tabular")` is the guide to columns of tables.
#' @eval search_words("Yeo-Johnson", "Box-Cox", "skewness", "skewed", "power transformation", "normality",
#'   "PowerTransformer", "step_YeoJohnson", "step_BoxCox")
#' @examplesIf has_python()
#' incomes <- matrix(rlnorm(100), ncol = 1)
#' layer <- layer_power()
#' layer %>% adapt(incomes)
#' layer$lambdas
#'
#' layer_power(method = "box_cox", lambdas = 0.5)(c(1, 4, 9))
#' @export
layer_power <- function(object, method = "yeo_johnson", lambdas = NULL, axis = -1, invert = FALSE,
                        missing = "propagate", fill_value = 0, ...) {
  compose(object, prelayer$Power(
    method = method, lambdas = lambdas, axis = axis, invert = invert,
    missing = missing, fill_value = fill_value, ...
  ))
}
