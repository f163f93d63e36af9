# The columns that a preprocessor reads, converted to Python.

#' Convert a data frame, or a named list of vectors and tensors, to a Python dict of the columns that a layer reads
#'
#' NA is NaN in columns that the layer takes as floats. In others, layers have a rule for it, or raise.
#' @noRd
as_columns <- function(x, layer, argument = "x", owner = "preprocessor") {
  if (is_python(x)) return(x)
  if (!is.list(x) || is.null(names(x))) {
    rule <- "be a data frame or a named list of columns"
    stop_argument(argument, rule, if (is.list(x)) "a list without names" else describe_class(x), owner = owner)
  }
  dtypes <- dtypes_of_columns(layer)
  check_columns(names(dtypes), names(x), argument, owner)
  columns <- lapply(stats::setNames(nm = names(dtypes)), function(name) {
    if (is_time(x[[name]])) return(x[[name]])
    if (has_rows_of_lengths(x[[name]])) return(as_ragged(x[[name]], sprintf("%s$%s", argument, name), as_py))
    if (is_float_dtype(dtypes[[name]])) with_nan(x[[name]]) else x[[name]]
  })
  py_try(as_table(columns, argument))
}

has_rows_of_lengths <- function(x) is_plain_list(x) && length(unique(lengths(x))) > 1

dtypes_of_columns <- function(layer) {
  columns <- as_r(member_of(member_of(reference_of(layer), "_set"), "columns"))
  vapply(columns, function(column) as_r(member_of(column, "dtype")), "")
}

# R's NA of doubles is a signaling NaN, of which NumPy warns in arithmetic.
with_nan <- function(column) {
  if (!is.atomic(column) || is.object(column) || is.character(column) || !anyNA(column)) return(column)
  column[is.na(column)] <- NaN
  column
}

check_columns <- function(needed, there, argument, owner) {
  absent <- setdiff(needed, there)
  if (length(absent) == 0) return(invisible())
  shown <- format_value(as.list(utils::head(there, 20)))
  rule <- sprintf("have the column \"%s\"", absent[[1]])
  stop_argument(argument, rule, found = paste("it has", shown), remedy = near_name(absent[[1]], there), owner = owner)
}

# A question that suggests a similar name; NULL without one.
near_name <- function(name, names) {
  if (length(names) == 0) return(NULL)
  distance <- drop(utils::adist(name, names, ignore.case = TRUE))
  is_near <- min(distance) <= max(1, nchar(name) %/% 3)
  if (is_near) sprintf("Is \"%s\" meant?", names[[which.min(distance)]])
}

# Batches are a list; each is a list of columns, or one of these and a target.
as_columns_to_learn <- function(data, layer, owner = "adapt") {
  if (!is_list_of_batches(data)) return(as_columns(data, layer, "data", owner))
  as_list(lapply(data, function(batch) {
    as_columns(if (is_unnamed_list(batch)) batch[[1]] else batch, layer, "data", owner)
  }))
}

is_list_of_batches <- function(data) is_unnamed_list(data) && (is.list(data[[1]]) || is_python(data[[1]]))

is_unnamed_list <- function(x) is_plain_list(x) && is.null(names(x)) && length(x) > 0
