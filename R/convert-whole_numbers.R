# Whole numbers, which R often stores as doubles.

#' Convert a whole number to an integer, for Python functions that require one and do not validate it themselves
#' @noRd
as_int <- function(x, argument = rlang::caller_arg(x)) {
  if (is.double(x)) refuse_missing(x, argument)
  result <- whole(x)
  if (!is.double(result)) return(result)
  stop_argument(argument, "be a whole number", format(x[!is_whole(x)][[1]], digits = 15))
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

whole_options <- function(x) {
  if (is.list(x) && !is_python(x) && !is.object(x)) return(lapply(x, whole_options))
  if (is_bare_vector(x)) whole(x) else x
}
