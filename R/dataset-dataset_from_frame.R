#' Convert the rows of a data frame to a dataset
#'
#' The columns are converted once, and batches gather rows by their number without calling R.
#' Doubles become float32, integers int64, text and factors strings, dates and times int64 microseconds since 1970-01-01
#' (UTC), see [conversion]; a list column becomes a
#' matrix if its vectors have one length, and is ragged otherwise; [columns] describes further column types. Missing
#' values are `NA` and `NaN`. A column of missing values only keeps its type: `NA_character_` is text, and a bare `NA`,
#' which is logical in R, is a number.
#'
#' @eval py_params("dataset_from_frame", except = c("data", "features", "target", "na", "on_error", "split"))
#' @param data A data frame, a named list of vectors, matrices and arrays of one length, or a Python table.
#' @param features Names of columns, or a named list of columns, whose names are the names of the features. A
#'   single name or column is a feature without a name. `NULL` for all columns except those of `target` and
#'   `weights`.
#' @param target The column to predict, a [label_column()], or several of them: a vector, or a named list.
#' @param na How to handle missing values in features: "error" raises; "mask" converts text to `""`, the mask of
#'   lookups, and numbers to `NaN`; "token" converts text to `"[NA]"`, and numbers to `NaN`. Columns of whole numbers
#'   with missing values become float32. Missing targets and weights are always an error.
#' @param on_error How to handle unreadable files: "raise" an error that names the file, "skip" its
#'   row, or insert a "placeholder" (a black image or an empty text). [report()] lists the unreadable files.
#'   With "skip" the number of batches is unknown, and Keras warns after each epoch that the data ran out.
#' @param split The parts to return, each with its share: `c(train = 0.8, test = 0.2)`. Only the first one is
#'   shuffled.
#' @returns A dataset of x, `list(x, y)` or `list(x, y, weights)`, where x is a named list of features and y a
#'   tensor, or a named list for several targets; with `split` a named list of datasets. [schema()] describes the
#'   elements.
#' @family loaders
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("data frame", "tibble", "data.table", "factor", "missing values", "NA", "list columns",
#'   "train test split", "batches of a table", "datasets")
#' @examplesIf has_python()
#' data <- data.frame(
#'   size = c(1.5, 2.5, 4), shop = c("A", "B", "A"),
#'   sold = factor(c("no", "yes", "no"))
#' )
#' ds <- dataset_from_frame(data, target = "sold", batch_size = 2)
#' dataset_collect(ds)[[1]]
#' class_names(ds)
#' @export
dataset_from_frame <- function(data, features = NULL, target = NULL, weights = NULL, batch_size = 32, shuffle = FALSE,
                               seed = NULL, drop_remainder = FALSE, na = "error", on_error = "raise", split = NULL,
                               stratify = NULL, group = NULL, split_by = NULL) {
  owner <- "dataset_from_frame"
  refuse_formula(features, owner, "features")
  refuse_formula(target, owner, "target")
  days <- if (!is.null(features)) columns_of_times(data)
  told_of_times(days, prelayer$dataset_from_frame(
    data = frame_of(without(data, days), owner), features = features, target = target, weights = weights,
    batch_size = batch_size, shuffle = shuffle, seed = seed, drop_remainder = drop_remainder, na = na,
    on_error = on_error, split = as_shares(split), stratify = stratify, group = group, split_by = split_by
  ))
}

# Any Python object may be a table; Python raises if it is not.
frame_of <- function(data, owner) {
  if (is_python(data) || is.data.frame(data) || is.list(data) && !is.null(names(data))) return(py_try(as_table(data)))
  stop_argument(
    "data", "be a data frame or a named list of columns",
    if (is.list(data)) "a list without names" else describe_class(data),
    if (is.matrix(data)) "as.data.frame() makes one of it, and tensor_slices_dataset() a dataset.", owner
  )
}

# Periods of time are rejected only if a feature or target uses them; unused columns are not converted.
columns_of_times <- function(data) {
  if (is_python(data) || !is.list(data) || is.null(names(data))) return(NULL)
  refusals <- lapply(rlang::set_names(names(data)), function(name) {
    if (is_time(data[[name]])) return(NULL)
    tryCatch(refuse_times(data[[name]], paste0("data$", name)), prelayer_error = identity)
  })
  refusals <- Filter(Negate(is.null), refusals)
  if (length(refusals) < length(data)) refusals
}

without <- function(data, columns) {
  for (name in names(columns)) data[[name]] <- NULL
  data
}

told_of_times <- function(columns, loaded) {
  tryCatch(as_r(loaded), prelayer_error = function(error) {
    are_asked <- vapply(sprintf("the column \"%s\"", names(columns)), grepl, NA, conditionMessage(error), fixed = TRUE)
    stop(if (any(are_asked)) columns[[which(are_asked)[[1]]]] else error)
  })
}

refuse_formula <- function(x, owner, argument) {
  if (!rlang::is_formula(x)) return(invisible())
  stop_argument(
    argument, "be names of columns", sprintf("a formula, `%s`", rlang::as_label(x)),
    "Name the target by `target`; without `features` all other columns are features.", owner
  )
}
