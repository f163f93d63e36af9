#' The rows of a data frame as a dataset
#'
#' The columns are handed over once and gathered by the number of the row, so that R has no part in reading
#' them. Doubles become float32, integers int64, text and factors strings, as [conversion] says; a list column is a
#' matrix where its vectors have one length, else ragged; the kinds of [columns] say more. A missing value is
#' `NA`, or `NaN`. A column of nothing else keeps its type: `NA_character_` is text, and a bare `NA`, which is
#' logical in R, a number.
#'
#' @eval py_params("dataset_from_frame", except = c("data", "features", "target", "na", "on_error", "split"))
#' @param data A data frame, a named list of vectors, matrices and arrays of one length, or a table of Python.
#' @param features Names of columns, or a named list of columns, whose names are those of the features. A
#'   single name or column is a feature without a name. `NULL` for all columns but those of `target` and
#'   `weights`.
#' @param target The column to predict, a [label_column()], or several of them: a vector, or a named list.
#' @param na What becomes of missing values in features: "error"; "mask", which is `""` for text, the mask of
#'   lookups, and `NaN` for numbers; "token", which is the text `"[NA]"`, or `NaN`. Whole numbers become
#'   float32 where one is missing. In targets and weights they are always an error.
#' @param on_error What to do about a file that cannot be read: "raise" an error that names it, "skip" its
#'   row, or put a "placeholder" in its place, black or empty. [report()] tells which files they are.
#'   "skip" leaves the number of batches unknown, and Keras warns after each epoch that the data ran out.
#' @param split The parts to return, each with its share: `c(train = 0.8, test = 0.2)`. The first one alone is
#'   shuffled.
#' @returns A dataset of x, `list(x, y)` or `list(x, y, weights)`, where x is a named list of features and y a
#'   tensor, or a named list for several targets; with `split` a named list of datasets. [schema()] tells what
#'   they mean.
#' @family datasets
#' @examplesIf has_python()
#' data <- data.frame(size = c(1.5, 2.5, 4), shop = c("A", "B", "A"), sold = factor(c("no", "yes", "no")))
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

# Anything in Python may be a table: it says itself where it is none.
frame_of <- function(data, owner) {
  if (is_python(data) || is.data.frame(data) || is.list(data) && !is.null(names(data))) return(py_try(as_table(data)))
  stop_prelayer(trimws(sprintf(
    "%s: `data` must be a data frame or a named list of columns, but it is %s. %s", owner,
    if (is.list(data)) "a list without names" else describe_class(data),
    if (is.matrix(data)) "as.data.frame() makes one of it, and tensor_slices_dataset() a dataset." else ""
  )))
}

# Days and times are refused where they are asked for, and stay in R where they just stand in the same table.
columns_of_times <- function(data) {
  if (is_python(data) || !is.list(data) || is.null(names(data))) return(NULL)
  refusals <- lapply(rlang::set_names(names(data)), function(name) {
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
  stop_prelayer(sprintf(
    paste(
      "%s: `%s` must be names of columns, but it is a formula, `%s`. Name the target by `target`;",
      "without `features` all other columns are features."
    ),
    owner, argument, rlang::as_label(x)
  ))
}
