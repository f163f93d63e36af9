# preprocessor(outcome ~ columns, data): the columns to which steps are added.

#' @rdname preprocessor
#' @param data A data frame with the columns of the formula.
#' @export
preprocessor.formula <- function(x, data, output = "concat", ...) { # nolint: object_name_linter.
  check_formula_data(x, data)
  outcomes <- if (length(x) == 3) all.vars(x[[2]]) else character()
  check_known(outcomes, names(data), "preprocessor")
  if (length(x) == 3 && !identical(columns_in(x[[2]], outcomes), outcomes)) stop_formula(x[[2]])
  predictors <- columns_in(x[[length(x)]], setdiff(names(data), outcomes))
  check_known(predictors, names(data), "preprocessor")
  both <- intersect(predictors, outcomes)
  if (length(both) > 0) {
    found <- sprintf("\"%s\" is on both sides", both[[1]])
    stop_argument("x", "have different columns on the left and on the right", found = found, owner = "preprocessor")
  }
  columns <- lapply(stats::setNames(nm = predictors), function(name) data[[name]])
  new_preprocessor(plan = list(
    outcomes = outcomes, columns = lapply(columns, prototype_of), inputs = lapply(columns, input_of_column),
    steps = list(), output = output, options = list(...)
  ))
}

check_formula_data <- function(x, data) {
  if (!missing(data) && is.data.frame(data)) return(invisible())
  value <- if (missing(data)) "missing" else describe_class(data)
  example <- sprintf("preprocessor(%s, data = passengers)", rlang::as_label(x))
  remedy <- sprintf("It names the columns, as in %s.", example)
  stop_argument("data", "be the data frame of a formula", value, remedy, owner = "preprocessor")
}

# The columns that one side of a formula names; `.` are all others.
columns_in <- function(expr, others) {
  if (is.symbol(expr)) return(if (identical(expr, quote(.))) others else as.character(expr))
  operator <- if (is.call(expr) && is.symbol(expr[[1]])) as.character(expr[[1]]) else ""
  if (!operator %in% c("(", "+", "-")) stop_formula(expr)
  parts <- lapply(as.list(expr)[-1], columns_in, others)
  if (operator != "-") return(unique(unlist(parts)))
  kept <- if (length(parts) == 1) others else parts[[1]]
  setdiff(kept, parts[[length(parts)]])
}

stop_formula <- function(expr) {
  rule <- "be a formula of names of columns, joined by + and -"
  remedy <- "Transform columns by steps, or before, in the data."
  stop_argument("x", rule, sprintf("`%s`", rlang::as_label(expr)), remedy, owner = "preprocessor")
}

check_known <- function(names, there, owner) {
  unknown <- setdiff(names, there)
  if (length(unknown) == 0) return(invisible())
  found <- sprintf("\"%s\" does not exist", unknown[[1]])
  remedy <- near_name(unknown[[1]], there)
  stop_argument("x", "name columns of `data`", found = found, remedy = remedy, owner = owner)
}

# A column without values, whose type is that of the column.
prototype_of <- function(column) if (is.null(dim(column))) column[0] else column[0, , drop = FALSE]

#' What the input of a model for a column is
#' @returns A list of `dtype` and `shape`: dates are numbers of microseconds, and whole numbers that float32 does not
#'   represent are float64.
#' @noRd
input_of_column <- function(column) {
  if (inherits(column, c("Date", "POSIXt"))) return(list(dtype = "int64", shape = 1))
  if (is.list(column)) {
    sizes <- unique(lengths(column))
    values <- unlist(column)
    return(list(dtype = dtype_of_vector(values), shape = if (length(sizes) == 1) sizes else NA))
  }
  list(dtype = dtype_of_vector(column), shape = if (is.matrix(column)) ncol(column) else 1)
}

dtype_of_vector <- function(x) {
  if (is.character(x) || is.factor(x)) return("string")
  if (inherits(x, "integer64")) return("float64")
  present <- if (is.numeric(x)) x[is.finite(x)] else numeric()
  if (length(present) > 0 && max(abs(present)) > 2^24 && all(is_whole(present))) "float64" else "float32"
}
