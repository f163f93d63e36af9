#' Scale numbers to a range, such as 0 to 1
#'
#' The minimum and maximum of each feature are learned by [adapt()] and mapped to the bounds of the range.
#' `layer$inverse(x)` returns the original numbers.
#'
#' @eval py_params("MinMaxScaling")
#' @returns The layer, or its output for `object`: floats of the same shape.
#' @family numeric layers
#' @seealso `vignette("tabular")` is the guide to columns of tables.
#' @eval search_words("scale", "rescale", "range", "min-max", "0 to 1", "minimum and maximum", "scaler", "MinMaxScaler",
#'   "step_range")
#' @examplesIf has_python()
#' heights <- matrix(c(150, 160, 170, 190), ncol = 1)
#' layer <- layer_min_max_scaling()
#' layer %>% adapt(heights)
#' scaled <- layer(heights)
#' as.vector(scaled)
#' as.vector(layer$inverse(scaled))
#' @export
layer_min_max_scaling <- function(object, feature_range = c(0, 1), axis = -1, clip = FALSE,
                                  invert = FALSE, missing = "propagate", fill_value = 0, minimum = NULL,
                                  maximum = NULL, ...) {
  compose(object, prelayer$MinMaxScaling(
    feature_range = feature_range, axis = axis, clip = clip, invert = invert,
    missing = missing, fill_value = fill_value, minimum = minimum, maximum = maximum, ...
  ))
}
