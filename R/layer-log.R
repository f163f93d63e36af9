#' Take logarithms of numbers, after adding an offset
#'
#' `offset = 1` accepts zeros, `signed = TRUE` also negative numbers. It computes what `step_log()` of the package
#' recipes does. `layer$inverse(x)` returns the original numbers.
#'
#' @eval py_params("Log")
#' @returns The layer, or its output for `object`: floats of the same shape. Without `signed`, the logarithm of 0 is
#'   `-Inf`, and that of a negative number `NaN`.
#' @family numeric layers
#' @seealso `vignette("tabular")` is the guide to columns of tables.
#' @eval search_words("logarithm", "log transform", "log1p", "skewed", "symlog", "step_log")
#' @examplesIf has_python()
#' prices <- c(1, 10, 1000)
#' prices %>% layer_log(base = 10)
#'
#' layer_log(base = 2, signed = TRUE)(c(-8, 0.5, 2))
#' @export
layer_log <- function(object, base = exp(1), offset = 0, signed = FALSE, invert = FALSE, ...) {
  compose(object, prelayer$Log(base = base, offset = offset, signed = signed, invert = invert, ...))
}
