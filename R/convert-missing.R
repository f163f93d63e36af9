# Missing values in R vectors.

refuse_missing <- function(x, argument, remedy = NULL) {
  if (!has_missing(x)) return(invisible())
  missing <- which_missing(x)
  if (length(x) == 1) stop_argument(argument, "not be NA")
  a_number <- is.numeric(x) && !inherits(x, c("factor", "integer64"))
  if (is.null(remedy)) {
    remedy <- if (a_number) "Use NaN for a number that is missing." else "Replace or drop them first."
  }
  stop_argument(argument, "not hold NA", remedy = remedy, found = sprintf(
    "%d of its %d values %s NA, the first at position %d",
    sum(missing), length(x), if (sum(missing) == 1) "is" else "are", which(missing)[[1]]
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
