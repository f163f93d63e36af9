#' Batch the rows of a data frame with a loading function
#'
#' The generator assigns rows to batches, shuffles them each epoch, and makes targets; the function converts rows
#' to arrays: it reads files, pads sequences or augments. It runs in this R session while the model trains, see
#' [generator_dataset()]. Each pass over the dataset keeps its order to the end, also if several passes run at once.
#'
#' @param data A data frame.
#' @param x_col The names of the columns that are passed to `load`.
#' @param y_col The name of the target column, or several names, which return a named list; `NULL` for no targets.
#'   Text and factors are classes, numbered from 0 and listed in the dataset's `$class_names`; numbers are unchanged.
#' @param batch_size Rows per batch; the last one may have fewer.
#' @param num_classes The number of classes: targets, numbered from 0, become one-hot. `NULL` keeps the numbers.
#' @param shuffle Whether each epoch has a different order.
#' @param seed A whole number that makes the orders reproducible.
#' @param load A function of a data frame, some rows of `data[x_col]`, or a formula such as `~ .x$size`. It returns an
#'   array whose first dimension indexes the rows, or a (named) list of such arrays for a model of several inputs.
#'   `NULL` returns the columns unchanged: one as a vector, several as a named list.
#' @param max_queue_size The maximum number of batches that are being loaded or wait to be read.
#' @returns A dataset of `list(x, y)`, or without targets of `list(x)`.
#' @family datasets from R values
#' @seealso `vignette("generators")` compares the ways to load batches.
#' @eval search_words("generator", "batch generator", "custom data loading", "load files in R", "pad sequences",
#'   "Sequence", "datasets")
#' @examplesIf has_python()
#' texts <- data.frame(
#'   text = c("one", "three", "four"), size = 1:3, kind = factor(c("a", "b", "b"))
#' )
#' ds <- data_generator(texts, c("text", "size"), "kind",
#'   batch_size = 2, num_classes = 2, shuffle = FALSE,
#'   load = function(rows) list(letters = nchar(rows$text), size = rows$size)
#' )
#' lapply(dataset_collect(ds), function(batch) as.array(batch[[1]]$letters))
#' ds$class_names
#' @export
data_generator <- function(data, x_col, y_col = NULL, batch_size = 32, num_classes = NULL, shuffle = TRUE, seed = NULL,
                           load = NULL, max_queue_size = 10) {
  if (!is.data.frame(data)) {
    stop_argument("data", "be a data frame", describe_class(data), owner = "data_generator")
  }
  load <- loader(load)
  x_col <- unlist(x_col)
  y_col <- unlist(y_col)
  targets <- as.list(data[intersect(y_col, names(data))])
  # Only row numbers are passed to Python, so columns of any type remain unchanged.
  load_rows <- function(rows) {
    loaded <- interruptible(load, data[as.vector(rows) + 1, x_col, drop = FALSE])
    as_batch(loaded, "load()", "data_generator")
  }
  dataset_of_r(
    "row_generator", "row_generator_dataset", load_rows,
    count = nrow(data), columns = I(names(data)), targets = target_columns(targets),
    x_col = x_col, y_col = y_col, batch_size = whole(batch_size),
    num_classes = whole(num_classes), shuffle = shuffle, seed = whole(seed), max_queue_size = whole(max_queue_size)
  )
}

loader <- function(load) {
  if (is.null(load)) return(function(rows) if (length(rows) == 1) rows[[1]] else as.list(rows))
  if (is.function(load) || rlang::is_formula(load, lhs = FALSE)) return(rlang::as_function(load))
  rule <- "be a function of rows, a formula such as ~ .x$size or NULL"
  stop_argument("load", rule, describe_class(load), owner = "data_generator")
}

# A factor keeps its levels.
target_columns <- function(columns) {
  as_dict(Map(function(column, argument) {
    if (!is.factor(column)) return(as_feed(column, argument, "data_generator", na = "error"))
    refuse_missing(column, argument)
    as_masked(as_numpy(as_utf8(as.character(column))), levels = as_utf8(levels(column)))
  }, columns, sprintf("data$%s", names(columns))))
}
