#' Extract calendar features from dates and times
#'
#' Months, weekdays and hours become points on a circle, on which December is next to January, and the time since an
#' origin becomes a number; [adapt()] learns the earliest date as the origin. The input is a Date, POSIXct or POSIXlt
#' vector, text in ISO 8601, or whole numbers since 1970. Times become UTC: `utc_offset` determines the local hour, not
#' the attribute `tzone` of a POSIXct. `layer$feature_names` are the names of the features.
#'
#' @eval py_params("DatetimeFeatures")
#' @returns The layer, or its output for `object`: floats, with one row per date and one column per feature; `NaN`
#'   where the date is missing (`NA`, `""`).
#' @family numeric layers
#' @seealso `vignette("tabular")` is the guide to columns of tables. [step_date()] adds it to a preprocessor.
#' @eval search_words("dates", "times", "calendar", "weekday", "month", "hour", "cyclic features", "seasonality",
#'   "timestamp", "POSIXct", "date features", "step_date", "step_time")
#' @examplesIf has_python()
#' days <- as.Date(c("2024-01-01", "2024-02-29", NA))
#' layer <- layer_datetime_features(components = c("day", "elapsed"))
#' layer %>% adapt(days)
#' layer(days)
#' layer_datetime_features("2024-02-29T13:45:00Z", components = "hour")
#' @export
layer_datetime_features <- function(object, components = c("month", "day", "weekday", "hour", "elapsed"),
                                    cyclic = c("month", "weekday", "hour"), unit = "us", origin = NULL,
                                    elapsed_unit = "D", utc_offset = 0, errors = "raise", ...) {
  compose(object, prelayer$DatetimeFeatures(
    components = components, cyclic = cyclic, unit = unit,
    origin = if (is_time(origin)) as_times(origin, "origin") else origin,
    elapsed_unit = elapsed_unit, utc_offset = utc_offset, errors = errors, ...
  ))
}
