# Positions in tensors count from 1, as in R; in tf$gather() and tf$slice(), as in Python, they count from 0.

#' Extract parts of tensors
#'
#' `[` extracts parts of a tensor like parts of an array: positions count from 1, negative positions
#' are excluded, a logical vector or logical tensor selects, and a missing index selects the whole axis. It also
#' works on the placeholders that a function gets in [dataset_map()] and on the output of [layer_input()];
#' an axis of unknown size accepts positive numbers only, which are checked when the
#' graph runs. `head()`, `tail()` and `rev()` work if all sizes are known.
#'
#' Two rules differ from arrays. An axis is dropped if its index is a single number, as in `x[2, ]`;
#' any other axis is kept, even with size 1, so the number of axes never depends on
#' the data. And an index out of range, including 0, is an error, where R would return `NA` or an empty result.
#'
#' Python's own indexing functions count from 0: `tf$gather()`, `tf$slice()` and
#' `tf$boolean_mask()`. Members of a tensor, such as `x$dtype`, are accessed with `$`.
#'
#' @param x A tensor. A ragged tensor is a list of rows: `x[2:3]` is a ragged tensor of two rows,
#'   `x[[2]]` a row.
#' @param ... One index per axis, or a single one, which counts in column-major order as in R's
#'   arrays. For `head()` and `tail()`: not used.
#' @param i As in `...`; a string is the name of a member.
#' @param drop Whether to drop axes whose index is a single number.
#' @param n The number of rows, or one number per axis, as in [utils::head()].
#' @returns A tensor; `x[[...]]` is a tensor with a single value.
#' @name tensor-index
#' @family tensors
#' @seealso [conversion] lists the rules between R and Python.
#' @eval search_words("subset a tensor", "slice", "extract")
#' @examplesIf has_python()
#' x <- as_tensor(matrix(1:6, nrow = 2))
#' x[1, ]
#' x[, -1]
#' x[2, 3, drop = FALSE]
#' x[x > 4]
#' head(x, 1)
NULL

subset_of_tensor <- function(x, ..., drop = TRUE) {
  index <- vector("list", ...length())
  for (place in seq_along(index)) {
    empty <- eval(call("missing", as.name(paste0("..", place))))
    if (!empty) index[[place]] <- index_values(...elt(place))
  }
  subset_tensor(x, index, drop)
}

element_of_tensor <- function(x, i, ...) {
  if (is.character(i)) return(returned(member_of(x, i)))
  one <- lapply(list(i, ...), index_values)
  if (any(lengths(one) != 1)) stop_argument("[[", "get one number for each axis; `[` takes more")
  subset_tensor(x, one, drop = TRUE)
}

subset_of_ragged <- function(x, ..., drop = FALSE) {
  if (...length() != 1) {
    stop_index("one index for a ragged tensor, which is a list of rows", paste("it got", ...length()))
  }
  rows_of_ragged(x, index_values(..1), drop)
}

rows_of_ragged <- function(x, i, drop) {
  pick(x, positions_of(i, row_count(x), 1), 1, drop && is_one_number(i))
}

element_of_ragged <- function(x, i, ...) {
  if (is.character(i)) return(returned(member_of(x, i)))
  rows_of_ragged(x, index_values(i), drop = TRUE)
}

row_count <- function(ragged) {
  rows <- returned(call_method(ragged, "nrows"))
  if (has_values(rows)) vector_of(rows) else NA
}

subset_tensor <- function(x, index, drop) {
  if (length(index) == 1 && is.null(index[[1]])) return(x)
  if (is.null(dimensions(x))) x <- as_one_axis(x)
  sizes <- dimensions(x)
  if (length(index) == 1 && length(sizes) > 1) return(by_column(x, index[[1]], drop))
  if (length(index) != length(sizes)) {
    rule <- sprintf("one index for each of the %d axes, or a single one", length(sizes))
    stop_index(rule, paste("it got", length(index)))
  }
  by_axis(x, index, drop)
}

as_one_axis <- function(x) {
  if (!has_rank(x)) stop_index("a tensor whose number of axes is known")
  flat(x)
}

by_column <- function(x, i, drop) {
  positions <- positions_by_column(i, dimensions(x))
  pick(flat(tf$transpose(x)), positions, 1, drop && is_one_number(i))
}

by_axis <- function(x, index, drop) {
  sizes <- dimensions(x)
  # From the last axis to the first, so that dropping an axis does not move the others.
  for (axis in rev(which(!vapply(index, is.null, NA)))) {
    i <- index[[axis]]
    x <- pick(x, positions_of(i, sizes[[axis]], axis), axis, drop && is_one_number(i))
  }
  x
}

is_one_number <- function(index) is.numeric(index) && length(index) == 1 && index > 0

flat <- function(x) tf$reshape(x, list(-1L))

pick <- function(x, positions, axis, drop) {
  places <- positions - 1L
  places <- if (drop) places else as_py(I(places))
  if (py_kind(x) == "keras_tensor") return(call_keras("take", x, places, axis = axis - 1L))
  py_try(tf$gather(x, places, axis = axis - 1L))
}
