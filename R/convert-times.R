# Dates and times, for layers and tables that accept them.

is_time <- function(x) inherits(x, c("Date", "POSIXt"))

#' Convert dates and times to NumPy's datetimes in UTC, which have microseconds; NA becomes NaT
#' @noRd
as_times <- function(x, argument = "x") {
  if (inherits(x, "POSIXlt")) x <- as.POSIXct(x)
  numbers <- as.double(x)
  is_day <- inherits(x, "Date")
  beyond <- which(abs(numbers) > if (is_day) 53375995 else 4611686018427)
  if (length(beyond) > 0) {
    stop_argument(argument, "hold dates within 146,000 years of 1970", found = sprintf(
      "%g %s after it are at position %d", numbers[[beyond[[1]]]], if (is_day) "days" else "seconds", beyond[[1]]
    ))
  }
  times <- datetimes(as_numpy(numbers), if (is_day) "D" else "s")
  if (is_scalar(x)) times$reshape(as_tuple(list())) else times
}

#' Convert an R value to the input of a layer that accepts dates and times
#'
#' As `as_layer_input()`, but dates and times are converted.
#' @noRd
as_time_input <- function(x, argument = "x") {
  if (is_time(x)) return(as_times(x, argument))
  if (!is.data.frame(x) || !any(vapply(x, is_time, NA))) return(as_layer_input(x, argument))
  columns <- Map(as_time_input, lapply(x, as_column), sprintf("%s$%s", argument, names(x)))
  as_frame(names(x), columns)
}

accepts_times <- function(layer) has_member(layer, "_accepts_times")

#' Convert the dates and times in data for `adapt()` that go into layers that accept them
#'
#' @param layers A layer, a model, or a list of them.
#' @noRd
convert_times <- function(data, layers, argument = "data") {
  if (is_time(data)) return(if (learns_from_times(layers)) as_times(as_column(data), argument) else data)
  if (is_python(data) || !is.list(data) || !any(vapply(data, holds_times, NA))) return(data)
  if (is.data.frame(data)) data <- lapply(data, as_column)
  by_name <- !is_python(layers) && all(names(data) %in% names(layers))
  places <- sprintf("%s$%s", argument, rlang::names2(data))
  Map(convert_times, data, if (by_name) layers[names(data)] else list(layers), places)
}

holds_times <- function(x) is_time(x) || !is_python(x) && is.list(x) && any(vapply(x, holds_times, NA))

# The inputs of a model are read by the layers that they go into.
learns_from_times <- function(layers) {
  if (!is_python(layers)) return(any(vapply(layers, learns_from_times, NA)))
  py_kind(layers) != "layer" || accepts_times(layers)
}
