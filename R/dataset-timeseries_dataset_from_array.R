#' Windows that slide over rows, in the order of time
#'
#' The arrays are handed to TensorFlow once, and a batch is one look-up of rows. Shuffling draws
#' from all windows, in another order each epoch, the same ones for the same `seed`.
#'
#' @param data Rows in the order of time: a vector, matrix or array, a data frame of numbers, or a
#'   tensor.
#' @param targets One target for each row: the i-th goes with the window that begins with the i-th
#'   row. Where there are fewer targets, the windows end with them. `NULL` for windows alone.
#' @param sequence_length How many rows a window has.
#' @param sequence_stride Rows from the beginning of a window to that of the next one.
#' @param sampling_rate Rows from one row of a window to its next one; 1 for neighbors.
#' @param batch_size Windows in a batch; `NULL` for single windows.
#' @param shuffle Whether to shuffle the windows; otherwise they come in the order of time.
#' @param seed A whole number that makes shuffling repeatable.
#' @param start_index The first row to use, counted from 0; `NULL` for the very first.
#' @param end_index The row to end before, counted from 0; `NULL` to use all.
#' @param format "tf".
#' @returns A dataset of `list(windows, targets)`, or of windows alone; windows have the shape
#'   (batch, sequence_length, ...).
#' @family datasets
#' @examplesIf has_python()
#' rows <- c(1.5, 2.5, 3.5, 4.5, 5.5)
#' timeseries_dataset_from_array(rows, rows[-(1:2)], 2, batch_size = 3) %>% dataset_collect()
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

# Rows of one kind of value, in the dtypes of a dataset; a data frame keeps its names.
as_rows <- function(x, argument) {
  if (is.null(x) || is_python(x)) return(x)
  if (!is.data.frame(x)) return(as_row_values(x, argument))
  if (!all(vapply(x, is.numeric, NA))) return(as_layer_input(x, argument))
  # One double makes doubles of all.
  columns <- lapply(asplit(as.matrix(x), 2), as.vector)
  as_frame(names(x), Map(as_row_values, columns, sprintf("%s$%s", argument, names(x))))
}

as_row_values <- function(x, argument) {
  if (is.atomic(x)) refuse_missing(x, argument)
  as_feed(x, argument, "timeseries_dataset_from_array", na = "error")
}
