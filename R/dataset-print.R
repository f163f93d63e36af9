#' Look at a dataset
#'
#' `print()` and `str()` show the features of an element, and read nothing. `summary()` also reads the first element,
#' and `head()` the first rows.
#'
#' @param x,object A dataset.
#' @param n The number of rows.
#' @param ... Not used.
#' @returns `head()`: the first rows, of batches, too: a data frame if each feature has one value per row, or up to 20
#'   numbers, which are a matrix then. Otherwise, as for images, a list of arrays whose first dimension indexes the
#'   rows, or of lists where the rows have different sizes; it is printed as by [utils::str()]. Columns are named as in
#'   [schema()]. A dataset that [dataset_batch()] did not make, and no loader of this package, has one row per element.
#'
#'   `summary()`: the [schema()] with an example. `print()` and `str()`: the dataset, invisibly.
#' @seealso `vignette("data")` is the guide to datasets, [schema()] returns the features, and [dataset_collect()] reads
#'   all elements.
#' @eval search_words("print a dataset", "first rows", "peek", "glimpse", "inspect")
#' @examplesIf has_python()
#' data <- data.frame(size = c(1.5, 3), color = c("red", "blue"), sold = 0:1)
#' ds <- dataset_from_frame(data, target = "sold")
#' ds
#' head(ds, 2)
#' summary(ds)
#' @name dataset_print
NULL

print_dataset <- function(x) {
  cat(describe_length(x), "\n", sep = "")
  print.prelayer_schema(schema(x))
  invisible(x)
}

describe_length <- function(x) {
  length <- dataset_cardinality(x)
  if (is.na(length)) return("Dataset, whose length is not known")
  if (is.infinite(length)) return("Dataset without end")
  sprintf("Dataset of %s element%s", format(length, big.mark = ","), if (length == 1) "" else "s")
}

str_dataset <- function(x) {
  cat(describe_length(x), "\n", sep = "")
  features <- schema(x)$features
  names <- format(features$name)
  cat(sprintf(" $ %s: %s %s\n", names, features$dtype, features$shape), sep = "")
  invisible(x)
}

head_of_dataset <- function(x, n) {
  check_dataset(x, "head", "x")
  n <- owned_by("head", whole_number(n, minimum = 1, needed = TRUE))
  found <- py_try(head_rows$first_rows(x, n))
  columns <- lapply(found, as_column_of_rows)
  names(columns) <- schema(x)$features$name[seq_along(columns)]
  if (!all(vapply(columns, fits_into_a_frame, NA))) return(structure(columns, class = "prelayer_rows"))
  structure(columns, class = "data.frame", row.names = seq_len(if (length(columns) > 0) NROW(columns[[1]]) else 0))
}

# A column is a tensor, or a list of a tensor for each row.
as_column_of_rows <- function(x) {
  if (!is_python(x)) return(lapply(x, as_column_of_rows))
  if (py_kind(x) != "tensor") return(x)
  values <- array_of(x)
  if (is.list(values) || length(dim(values)) != 1) values else as.vector(values)
}

fits_into_a_frame <- function(x) !is.list(x) && (is.null(dim(x)) || is.matrix(x) && ncol(x) <= most_columns)

most_columns <- 20

#' @export
print.prelayer_rows <- function(x, ...) {
  utils::str(unclass(x), vec.len = 3, give.attr = FALSE)
  invisible(x)
}
