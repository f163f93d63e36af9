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
  stop_argument(argument, "be a vector, an array or a list of them", describe_class(x))
}

#' Convert an R value to the input of a layer: a data frame becomes a matrix, as it does in Python
#' @noRd
as_whole_input <- function(x, argument = "x") {
  if (is.data.frame(x)) as_tensor(x) else as_py(x, argument)
}

#' Convert an R value to the input of Keras's attention layers, which accept a list but no tuple
#' @noRd
as_listed_input <- function(x, argument = "x") {
  if (is_plain_list(x)) builtins()$list(as_py(unname(x), argument)) else as_whole_input(x, argument)
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
  x <- clean(x, argument, refuse = is.null(gaps), remedy = remedy_for_na(owner))
  as_fed(as_numpy(x), argument, owner, gaps, na)
}

remedy_for_na <- function(owner) {
  takes_na <- "na" %in% names(formals(get0(owner, mode = "function")))
  paste0("Replace or drop them first", if (takes_na) ', or say na = "mask" or "token"', ".")
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
  numbers <- switch(kind[[1]],
    Date = "as.integer() gives days since 1970-01-01",
    POSIXt = "as.integer() gives seconds since 1970-01-01 UTC",
    difftime = 'as.numeric(units = "secs") gives seconds'
  )
  stop_argument(
    argument, "be numbers, text or logical values", setdiff(class(x), "AsIs")[[1]],
    paste0(numbers, ", and as.character() gives text.")
  )
}

as_py_list <- function(x, argument, convert) {
  labels <- if (!is.null(names(x))) as_utf8(names(x))
  if (is.null(labels)) {
    places <- sprintf("%s[[%d]]", argument, seq_along(x))
    return(as_tuple(unname(Map(convert, x, places))))
  }
  labels[is.na(labels)] <- ""
  if (any(labels == "")) {
    found <- sprintf("%d of %d have none", sum(labels == ""), length(x))
    stop_argument(argument, "have a name for every element or for none", found = found)
  }
  if (anyDuplicated(labels) > 0) {
    found <- sprintf("there is more than one \"%s\"", labels[duplicated(labels)][[1]])
    stop_argument(argument, "have different names", found = found)
  }
  if (is.data.frame(x)) x <- lapply(x, as_column)
  as_dict(stats::setNames(Map(convert, as.list(x), sprintf("%s$%s", argument, labels)), labels))
}

with_attributes <- function(x, ...) {
  set <- list(...)
  for (name in names(set)) attr(x, name) <- if (length(set[[name]]) > 0) set[[name]]
  x
}
