# Methods for R's group generics. Elementwise functions return a tensor, as the operators do; summaries
# return an R number, which requires values.
elementwise <- c(
  abs = "abs", sign = "sign", sqrt = "sqrt", floor = "floor", ceiling = "ceil", round = "round", exp = "exp",
  expm1 = "expm1", log = "log", log1p = "log1p", log2 = "log2", log10 = "log10", cos = "cos", sin = "sin",
  tan = "tan", acos = "arccos", asin = "arcsin", atan = "arctan", cosh = "cosh", sinh = "sinh", tanh = "tanh",
  acosh = "arccosh", asinh = "arcsinh", atanh = "arctanh"
)

#' Mathematical functions of tensors
#'
#' `abs()`, `sqrt()`, `exp()`, `log()`, `round()`, `floor()` and similar functions work elementwise and
#' return a tensor, also in [dataset_map()] and in a model. `sum()`, `prod()`, `max()`, `min()`,
#' `range()`, `any()`, `all()` and `mean()` return an R number, so the tensor must have values; for
#' placeholders, use `tf$reduce_sum()` and similar functions, which return a tensor. For other R functions, first
#' convert the tensor with [as.array()].
#'
#' @param x A tensor.
#' @param ... For `round()`: `digits`; for `log()`: `base`; for `sum()` and the other summaries: more tensors
#'   and numbers; for `mean()`: arguments of [base::mean()].
#' @param na.rm Whether to remove `NaN`.
#' @returns A tensor of the same shape, or R numbers.
#' @name tensor-math
#' @family tensors
#' @seealso [conversion] lists the rules between R and Python.
#' @eval search_words("elementwise functions", "log", "exp", "round", "sum", "mean")
#' @examplesIf has_python()
#' x <- as_tensor(c(1, 4, 9))
#' sqrt(x)
#' mean(x)
#' range(x)
NULL

math_of_tensor <- function(x, ...) {
  if (!.Generic %in% names(elementwise)) {
    stop_prelayer(sprintf("%1$s() does not work on tensors; take the values first: %1$s(as.array(x)).", .Generic))
  }
  switch(.Generic,
    round = call_keras("round", x, decimals = as_int(digits_of(...), "digits")),
    log = if (...length() == 0) call_keras("log", x) else operate("/", list(call_keras("log", x), log(base_of(...)))),
    call_keras(elementwise[[.Generic]], x)
  )
}

summary_of_tensors <- function(..., na.rm = FALSE) { # nolint: object_name_linter.
  values <- lapply(list(...), function(x) if (is_python(x)) array_of(x) else x)
  # The sum of integers would overflow.
  if (.Generic == "sum") values <- lapply(values, as.double)
  do.call(.Generic, c(unname(values), na.rm = na.rm))
}

mean_of_tensor <- function(x, ...) {
  if (is_text(x)) stop_argument("x", "hold numbers", found = "it holds text", owner = "mean")
  mean(array_of(x), ...)
}

digits_of <- function(digits = 0, ...) digits
base_of <- function(base, ...) base
