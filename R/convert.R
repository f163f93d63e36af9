# R values to Python and back, by one set of rules: nothing is lost in silence.

#' An R value as Python data
#'
#' An unnamed list is a tuple, a named list or data frame is a dict; a vector longer than one, a
#' matrix or an array is a NumPy array; a factor is its labels; text is UTF-8.
#' @noRd
as_py <- function(x, argument = "x") {
  if (is_python(x) || is.function(x) || is.null(x)) return(to_python(x))
  if (is.list(x)) return(as_py_list(x, argument, as_py))
  no_missing(x, argument)
  if (is.factor(x)) x <- with_dim(as.character(x), if (length(x) != 1) length(x))
  if (is.character(x)) x[] <- enc2utf8(x)
  if (is.atomic(x) && (length(x) != 1 || !is.null(dim(x)) || inherits(x, "AsIs"))) as_numpy(x) else to_python(x)
}

#' An R value as an argument of a Python function
#'
#' As `as_py()`, but a vector is a list, because arguments are options and not data.
#' @noRd
as_argument <- function(x, argument = "x") {
  if (is.list(x) && !is_python(x)) return(as_py_list(x, argument, as_argument))
  if (!is.atomic(x) || is.null(x) || !is.null(dim(x))) return(as_py(x, argument))
  no_missing(x, argument)
  if (is.factor(x)) x <- as.character(x)
  if (inherits(x, "AsIs") || length(x) != 1) to_python(as.list(unclass(x))) else to_python(x)
}

as_py_list <- function(x, argument, convert) {
  labels <- names(x)
  if (is.data.frame(x)) {
    x <- lapply(x, function(column) if (is.factor(column)) factor_column(column) else I(column))
  }
  if (is.null(labels)) return(as_tuple(lapply(seq_along(x), function(i) convert(x[[i]], sprintf("%s[[%d]]", argument, i)))))
  if (any(labels == "")) {
    stop_prelayer(sprintf("`%s` must have a name for each element or for none, but it names %d of %d.",
                          argument, sum(labels != ""), length(x)))
  }
  as_dict(Map(convert, x, sprintf("%s$%s", argument, labels)))
}

factor_column <- function(x) I(as.character(x))

with_dim <- function(x, dim) {
  dim(x) <- dim
  x
}

no_missing <- function(x, argument) {
  missing <- is.na(x) & !(is.double(x) & is.nan(x))
  if (!any(missing)) return(invisible())
  remedy <- if (is.character(x) || is.factor(x)) "give a word such as \"\"" else "give NaN for a missing number"
  stop_prelayer(sprintf("`%s` must not have missing values, but %d of its %d are NA, the first at position %d; %s.",
                        argument, sum(missing), length(x), which(missing)[[1]], remedy))
}

#' A whole number as an integer
#' @noRd
as_int <- function(x, argument = rlang::caller_arg(x)) {
  if (!is.double(x)) return(x)
  no_missing(x, argument)
  wrong <- which(!is.finite(x) | x != trunc(x))
  if (length(wrong) > 0) {
    stop_prelayer(sprintf("`%s` must be a whole number, but it is %s.", argument, format(x[[wrong[[1]]]], digits = 15)))
  }
  if (all(abs(x) <= .Machine$integer.max)) with_dim(as.integer(x), dim(x)) else big_int(x)
}
