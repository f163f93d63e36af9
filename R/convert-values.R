# Conversion of R values to Python by one set of rules, without silent loss of data.

#' Convert an R value to Python data
#'
#' An unnamed list becomes a tuple, a named list or a data frame a dict; a vector longer than one, a
#' matrix or an array a NumPy array; a factor its labels; text is UTF-8; NA is an error. ?conversion lists all
#' rules.
#' @noRd
as_py <- function(x, argument = "x") {
  if (is_python(x)) return(x)
  if (inherits(x, "POSIXlt")) x <- as.POSIXct(x)
  if (is_ragged(x)) return(as_ragged(x, argument, as_py))
  if (is.list(x)) return(as_py_list(x, argument, as_py))
  if (is.function(x)) return(to_python(called_with_r(x)))
  if (is.null(x)) return(to_python(x))
  refuse_no_data(x, argument)
  x <- clean(x, argument)
  if (is_scalar(x)) as_one(x) else as_numpy(x)
}

# Python calls R functions with R values: numbers, text, and lists of these. Tensors are not converted.
called_with_r <- function(fun) {
  called <- recording_errors(function(...) do.call(fun, lapply(list(...), as_r), quote = TRUE))
  with_attributes(called, py_function_name = attr(fun, "py_function_name", exact = TRUE))
}

refuse_no_data <- function(x, argument) {
  if (is.atomic(x) && !is.null(x)) return(invisible())
  stop_prelayer(sprintf(
    "`%s` must be a vector, an array or a list of them, but it is %s.", argument, describe_class(x)
  ))
}

#' Convert an R value to the input of a layer: a data frame becomes a matrix, as it does in Python
#' @noRd
as_whole_input <- function(x, argument = "x") {
  if (is.data.frame(x)) as_tensor(x) else as_py(x, argument)
}

#' Convert an R value to the input of a layer with a rule for NA, or to data for adapt()
#'
#' As `as_whole_input()`, but NA is marked as missing; the rule of the layer may reject it.
#' @noRd
as_layer_input <- function(x, argument = "x") {
  if (is.data.frame(x) && length(x) > 0 && all(vapply(x, is_bare_vector, NA))) {
    columns <- Map(as_layer_input, lapply(x, as_column), sprintf("%s$%s", argument, names(x)))
    return(as_frame(names(x), columns))
  }
  if (is.atomic(x) && !is.null(x) && has_missing(x)) as_py_with_missing(x, argument) else as_whole_input(x, argument)
}

as_py_with_missing <- function(x, argument) {
  gaps <- which_missing(x)
  x <- clean(x, argument, refuse = FALSE)
  if (is_scalar(x)) return(to_python(NULL))
  if (is.character(x)) with_none(as_numpy(x), gaps) else as_masked(as_numpy(x), gaps)
}

#' Convert an R value to the data of a dataset
#'
#' As `as_py()`, but all values have rows, even a single one; the dtypes are those of a dataset; and
#' `na` determines how NA is handled.
#' @noRd
as_feed <- function(x, argument, owner, na) {
  again <- function(x, argument) as_feed(x, argument, owner, na)
  if (is_python(x)) return(x)
  if (inherits(x, "POSIXlt")) x <- as.POSIXct(x)
  if (is_ragged(x)) return(as_ragged(x, argument, again))
  if (is.list(x)) return(as_py_list(x, argument, again))
  if (!is.atomic(x) || is.null(x)) return(to_python(x))
  gaps <- if (na != "error" && has_missing(x)) which_missing(x)
  x <- clean(x, argument, refuse = is.null(gaps), remedy = 'Replace or drop them first, or say na = "mask" or "token".')
  as_fed(as_numpy(x), argument, owner, gaps, na)
}

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
  if (is.list(x) && !is.data.frame(x)) return(as_list(lapply(unname(x), row_of_list, argument)))
  if (!is.atomic(x) || is.null(x)) {
    stop_prelayer(sprintf(
      "`%s` must be a vector, a matrix or an array, but it is %s.", argument,
      if (is.data.frame(x)) "a data frame" else describe_class(x)
    ))
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

#' Convert an R value to an argument of a Python function
#'
#' As `as_py()`, but a vector becomes a list, because an argument is an option and not data; a formula
#' becomes a function.
#' @noRd
as_argument <- function(x, argument = "x") {
  if (is.list(x) && !is_python(x)) return(as_py_list(x, argument, as_argument))
  if (rlang::is_formula(x)) return(as_py(rlang::as_function(x), argument))
  if (!is_bare_vector(x)) return(as_py(x, argument))
  x <- clean(x, argument)
  if (is_scalar(x)) return(as_one(x))
  if (inherits(x, "integer64") || any(is_bytes(x))) return(as_numpy(x)$tolist())
  to_python(as.list(unclass(x)))
}

is_bare_vector <- function(x) is.atomic(x) && !is.null(x) && is.null(dim(x))

# I("a") is a vector of length one, "a" is a scalar.
is_scalar <- function(x) length(x) == 1 && is.null(dim(x)) && !inherits(x, c("AsIs", "integer64"))

clean <- function(x, argument, refuse = TRUE, remedy = NULL) {
  refuse_times(x, argument)
  if (refuse) refuse_missing(x, argument, remedy)
  if (is.factor(x)) x <- with_attributes(as.character(x), dim = dim(x), class = intersect("AsIs", class(x)))
  if (is.character(x)) x[] <- as_utf8(as.character(x))
  x
}

# Only the user can decide between days and seconds, and choose the origin.
refuse_times <- function(x, argument) {
  kind <- intersect(c("Date", "POSIXt", "difftime"), class(x))
  if (length(kind) == 0) return(invisible())
  stop_prelayer(sprintf(
    "`%s` must be numbers, text or logical values, but it is %s. %s, and as.character() gives text.",
    argument, setdiff(class(x), "AsIs")[[1]], switch(kind[[1]],
      Date = "as.integer() gives days since 1970-01-01",
      POSIXt = "as.integer() gives seconds since 1970-01-01 UTC",
      difftime = 'as.numeric(units = "secs") gives seconds'
    )
  ))
}

# Bytes that are not text in any encoding remain unchanged.
as_utf8 <- function(x) {
  # In the C locale R only supports ASCII characters, and would write others as "<c3>".
  if (in_c_locale()) Encoding(x)[Encoding(x) == "unknown" & validUTF8(x)] <- "UTF-8"
  text <- !is_bytes(x)
  x[text] <- enc2utf8(x[text])
  x
}

is_bytes <- function(x) {
  if (!is.character(x)) return(FALSE)
  valid <- if (in_c_locale()) Encoding(x) == "latin1" | validUTF8(x) else validEnc(x)
  with_attributes(Encoding(x) == "bytes" | !valid, dim = dim(x))
}

in_c_locale <- function() Sys.getlocale("LC_CTYPE") %in% c("C", "POSIX")

as_py_list <- function(x, argument, convert) {
  labels <- if (!is.null(names(x))) as_utf8(names(x))
  if (is.null(labels)) {
    places <- sprintf("%s[[%d]]", argument, seq_along(x))
    return(as_tuple(unname(Map(convert, x, places))))
  }
  labels[is.na(labels)] <- ""
  if (any(labels == "")) {
    stop_prelayer(sprintf(
      "`%s` must have a name for every element or for none, but %d of %d have none.",
      argument, sum(labels == ""), length(x)
    ))
  }
  if (anyDuplicated(labels) > 0) {
    stop_prelayer(sprintf(
      "`%s` must have different names, but there is more than one \"%s\".", argument, labels[duplicated(labels)][[1]]
    ))
  }
  if (is.data.frame(x)) x <- lapply(x, as_column)
  as_dict(stats::setNames(Map(convert, as.list(x), sprintf("%s$%s", argument, labels)), labels))
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
  stop_prelayer(sprintf("`%s` must be a list of vectors of one type, but it holds %s.", argument, found))
}

with_attributes <- function(x, ...) {
  set <- list(...)
  for (name in names(set)) attr(x, name) <- if (length(set[[name]]) > 0) set[[name]]
  x
}

refuse_missing <- function(x, argument, remedy = NULL) {
  if (!has_missing(x)) return(invisible())
  missing <- which_missing(x)
  if (length(x) == 1) stop_prelayer(sprintf("`%s` must not be NA.", argument))
  a_number <- is.numeric(x) && !inherits(x, c("factor", "integer64"))
  if (is.null(remedy)) {
    remedy <- if (a_number) "Use NaN for a number that is missing." else "Replace or drop them first."
  }
  stop_prelayer(sprintf(
    "`%s` must not hold NA, but %d of its %d values %s NA, the first at position %d. %s",
    argument, sum(missing), length(x), if (sum(missing) == 1) "is" else "are", which(missing)[[1]], remedy
  ))
}

has_missing <- function(x) (inherits(x, "integer64") || is.factor(x) || anyNA(x)) && any(which_missing(x))

which_missing <- function(x) {
  # The NA of bit64's integer64 is stored as the double -0; large numbers look like NaN.
  if (inherits(x, "integer64")) return(!is.nan(unclass(x)) & unclass(x) == 0 & 1 / unclass(x) < 0)
  # addNA() makes NA a level.
  if (is.factor(x)) return(with_attributes(is.na(as.character(x)), dim = dim(x)))
  is.na(x) & !(is.double(x) & is.nan(x))
}

#' Convert a whole number to an integer, for Python functions that require one and do not validate it themselves
#' @noRd
as_int <- function(x, argument = rlang::caller_arg(x)) {
  if (is.double(x)) refuse_missing(x, argument)
  result <- whole(x)
  if (!is.double(result)) return(result)
  wrong <- x[!is_whole(x)][[1]]
  stop_prelayer(sprintf("`%s` must be a whole number, but it is %s.", argument, format(wrong, digits = 15)))
}

#' Convert whole doubles to integers; other values remain unchanged, for Python to validate
#' @noRd
whole <- function(x) {
  if (!is.double(x) || is.object(x) && !inherits(x, "AsIs") || !all(is_whole(x))) return(x)
  if (any(abs(x) > .Machine$integer.max)) return(big_int(x))
  with_attributes(as.integer(x), dim = dim(x), class = oldClass(x))
}

is_whole <- function(x) is.finite(x) & x == trunc(x)

#' Convert whole numbers from Python to integers, or to doubles if they are too large
#' @noRd
whole_numbers <- function(x) {
  if (any(abs(x) >= 2^53)) {
    stop_prelayer(
      "Whole numbers of 2^53 and more cannot be R numbers; make them strings first, with tf$strings$as_string()."
    )
  }
  if (all(abs(x) <= .Machine$integer.max)) storage.mode(x) <- "integer"
  x
}
