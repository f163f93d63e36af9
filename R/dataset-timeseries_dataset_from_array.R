#' Create sliding windows over a time series
#'
#' The arrays are converted once, and each batch is gathered by row indices. Shuffling samples
#' from all windows, in a different order each epoch, reproducible by `seed`.
#'
#' @param data Rows in chronological order: a vector, matrix or array, a data frame of numbers, or a
#'   tensor.
#' @param targets One target per row: the i-th target belongs to the window that starts at the i-th
#'   row. If there are fewer targets, windows end with them. `NULL` for windows alone.
#' @param sequence_length The number of rows per window.
#' @param sequence_stride The number of rows between the starts of consecutive windows.
#' @param sampling_rate The number of rows between consecutive rows of a window; 1 for adjacent rows.
#' @param batch_size Windows per batch; `NULL` for single windows.
#' @param shuffle Whether to shuffle the windows; otherwise they are in chronological order.
#' @param seed A whole number that makes shuffling reproducible.
#' @param start_index The first row to use, counted from 0; `NULL` for the first row of the data.
#' @param end_index The row before which to stop, counted from 0; `NULL` to use all.
#' @param format "tf".
#' @returns A dataset of `list(windows, targets)`, or of windows alone; windows have the shape
#'   (batch, sequence_length, ...).
#' @family loaders
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("time series", "sliding window", "lag", "forecast", "lagged predictors", "sequences", "datasets")
#' @examplesIf has_python()
#' rows <- c(1.5, 2.5, 3.5, 4.5, 5.5)
#' timeseries_dataset_from_array(rows, rows[-(1:2)], 2, batch_size = 3) %>%
#'   dataset_collect()
#' @export
timeseries_dataset_from_array <- function(data, targets, sequence_length, sequence_stride = 1,
                                          sampling_rate = 1, batch_size = 128, shuffle = FALSE,
                                          seed = NULL, start_index = NULL, end_index = NULL,
                                          format = "tf") {
  as_r(prelayer$timeseries_dataset_from_array(
    data = as_rows(data, "data"), targets = as_rows(targets, "targets"),
    sequence_length = sequence_length, sequence_stride = sequence_stride,
    sampling_rate = sampling_rate, batch_size = batch_size, shuffle = shuffle, seed = seed,
    start_index = start_index, end_index = end_index, format = format
  ))
}

# Rows of one type, in the dtypes of a dataset; a data frame keeps its names.
as_rows <- function(x, argument) {
  if (is.null(x) || is_python(x)) return(x)
  if (!is.data.frame(x)) return(as_row_values(x, argument))
  if (!all(vapply(x, is.numeric, NA))) return(as_layer_input(x, argument))
  # One double column makes all columns doubles.
  columns <- lapply(asplit(as.matrix(x), 2), as.vector)
  as_frame(names(x), Map(as_row_values, columns, sprintf("%s$%s", argument, names(x))))
}

as_row_values <- function(x, argument) {
  if (is.atomic(x)) refuse_missing(x, argument)
  as_feed(x, argument, "timeseries_dataset_from_array", na = "error")
}
