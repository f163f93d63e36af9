# Named features as arguments and return values of functions that become graphs.

# Without it, R would partially match .x$fa to the feature "fare" without an error.
with_whole_names <- function(x) {
  if (!is_plain_list(x)) return(x)
  x[] <- lapply(x, with_whole_names)
  if (is.null(names(x))) x else structure(x, class = "prelayer_features")
}

#' @export
`$.prelayer_features` <- function(x, name) {
  known <- names(x)
  meant <- known[startsWith(known, name)]
  if (name %in% known || length(meant) == 0) return(.subset2(x, name))
  stop_prelayer(sprintf(
    "there is no feature \"%s\"; is %s meant? The features are %s.", name,
    paste(sprintf('"%s"', meant), collapse = " or "), paste(known, collapse = ", ")
  ))
}

#' @export
print.prelayer_features <- function(x, ...) {
  print(unclass(x), ...)
  invisible(x)
}

#' @rawNamespace S3method(zeallot::destructure, prelayer_features)
destructure.prelayer_features <- function(x) unclass(x) # nolint: object_name_linter.

# Python structures as lists of R, whose numbers have R's dtypes.
as_list_of_r <- function(x) {
  if (inherits(x, has_parts)) return(values_in(as_r(x)))
  if (is_plain_list(x) && !is_ragged(x)) lapply(x, as_list_of_r) else x
}

values_in <- function(x) {
  if (is_plain_list(x)) return(lapply(x, values_in))
  if (inherits(x, "numpy.ndarray")) as.array(returned(x)) else x
}
