# Conversion of data frames and named lists to tables, whose columns the Python loaders validate, and of list columns.

#' Convert an R value to a table: a dict of columns, which Python's table loaders validate
#'
#' Integers are int64 as in any dataset; NA is marked as missing, in doubles by NaN; a factor keeps its levels.
#' @noRd
as_table <- function(x, argument = "data") {
  if (is_python(x) || !is.list(x) || is.null(names(x))) return(as_py(x, argument))
  as_py_list(x, argument, as_table_column)
}

as_table_column <- function(x, argument) {
  if (is_python(x)) return(x)
  if (inherits(x, "POSIXlt")) x <- as.POSIXct(x)
  if (is_time(x)) return(as_times(as_column(x), argument))
  if (is.list(x) && !is.data.frame(x)) return(as_list(lapply(unname(x), row_of_list, argument)))
  if (!is.atomic(x) || is.null(x)) {
    stop_argument(argument, "be a vector, a matrix or an array", describe_class(x))
  }
  gaps <- gaps_of_column(x)
  masked_column(clean(x, argument, refuse = FALSE), gaps, levels(x))
}

# NA in doubles already becomes NaN.
gaps_of_column <- function(x) {
  if (is.double(x) && !inherits(x, "integer64")) return(NULL)
  if (has_missing(x)) which_missing(x)
}

masked_column <- function(x, gaps, labels) {
  array <- as_numpy(x)
  if (is.integer(x)) array <- array$astype("int64")
  if (is.character(x)) {
    if (!is.null(gaps)) array <- with_none(array, gaps)
    gaps <- NULL
  }
  if (is.null(gaps) && is.null(labels)) return(array)
  as_masked(array, gaps, if (!is.null(labels)) as_utf8(labels[!is.na(labels)]))
}

row_of_list <- function(row, argument) {
  if (is.list(row) && is_list_of_scalars(row)) row <- unlist(row)
  if (is.null(row)) return(as_list(list()))
  if (!is_bare_vector(row)) refuse_mixed(argument, describe_class(row))
  if (!has_missing(row)) return(as_argument(I(row), argument))
  # With None, a row of missing numbers would have no type.
  if (is.numeric(row) && all(which_missing(row))) return(as_argument(I(rep(NaN, length(row))), argument))
  as_masked(as_numpy(clean(row, argument, refuse = FALSE)), which_missing(row))$to_numpy()$tolist()
}

# JSON readers return vectors in this form.
is_list_of_scalars <- function(x) {
  is_one <- vapply(x, function(item) is_bare_vector(item) && !is.object(item) && length(item) == 1, NA)
  !is.object(x) && all(is_one) && length(unique(vapply(x[!is.na(x)], mode, ""))) < 2
}

# A column is a vector even in a data frame with one row. Longer columns are not marked, which would copy them.
as_column <- function(x) {
  if (is.data.frame(x) || !is.list(x) && length(x) != 1) x else with_attributes(x, class = c("AsIs", oldClass(x)))
}

# A list column, and a list in I(), has one vector per row.
is_ragged <- function(x) is.list(x) && inherits(x, "AsIs") && !is.data.frame(x)

as_ragged <- function(x, argument, convert) {
  rows <- lapply(unname(unclass(x)), function(row) if (is.factor(row)) as.character(row) else row)
  is_row <- vapply(rows, function(row) is.null(row) || is_bare_vector(row) && !is.object(row), NA)
  # A bare NA is logical, and is missing in a list of any type.
  is_open <- vapply(rows, function(row) is.null(row) || is.logical(row) && all(is.na(row)), NA)
  kinds <- unique(vapply(rows[!is_open], mode, ""))
  if (!all(is_row) || length(kinds) > 1) {
    refuse_mixed(argument, if (all(is_row)) paste(kinds, collapse = " and ") else describe_class(rows[!is_row][[1]]))
  }
  as_ragged_tensor(convert(I(as.vector(c(unlist(rows), logical()))), argument), lengths(rows))
}

refuse_mixed <- function(argument, found) {
  stop_argument(argument, "be a list of vectors of one type", found = paste("it holds", found))
}
