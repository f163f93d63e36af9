# Methods of vector functions that would treat a tensor as a single value, or as a list.

#' Missing and infinite numbers in tensors
#'
#' A tensor has no `NA`: `is.na()` and `is.nan()` are true where it is `NaN`. Like `is.finite()` and `is.infinite()`,
#' they work elementwise, also in [dataset_map()] and in a model.
#'
#' @param x A tensor.
#' @param ... Not used.
#' @param recursive,use.names,deparse.level Not used.
#' @returns A tensor of logical values of the same shape; text and whole numbers are never missing. `c()`, `cbind()` and
#'   `rbind()` raise an error, because R would return lists.
#' @name tensor-missing
#' @family tensors
#' @seealso [conversion] lists the rules between R and Python.
#' @eval search_words("missing values", "NA", "NaN", "is.na", "infinite")
#' @examplesIf has_python()
#' x <- as_tensor(c(1, NaN, Inf))
#' is.na(x)
#' is.finite(x)
NULL

is_missing_in_tensor <- function(x) where_float(x, "isnan", otherwise = FALSE)

is_finite_in_tensor <- function(x) where_float(x, "isfinite", otherwise = !is_text(x))

is_infinite_in_tensor <- function(x) where_float(x, "isinf", otherwise = FALSE)

where_float <- function(x, operation, otherwise) {
  if (py_kind(x) == "keras_tensor" || is_float_dtype(dtype_of(x))) return(call_keras(operation, x))
  tf$fill(tf$shape(x), otherwise)
}

refuse_to_join <- function(name) {
  stop_prelayer(sprintf(paste(
    "%s() does not join tensors: tf$stack(list(...), axis) gives them an axis more, tf$concat(list(...), axis) puts",
    "one behind the other, and list(...) keeps them apart."
  ), name))
}
