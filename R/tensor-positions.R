# Converts the indices between [ and ] to positions that count from 1.

stop_index <- function(rule, found = NULL, remedy = NULL) {
  stop_argument("[", paste("get", rule), found = found, remedy = remedy)
}

# The R values of an index; empty for NULL.
index_values <- function(index) {
  if (is.null(index)) return(integer())
  if (!is_python(index)) return(index)
  if (!identical(py_kind(index), "tensor") || dtype_of(index) != "bool") {
    remedy <- "Tensors of positions go to tf$gather(), which counts from 0."
    stop_index("R numbers or logical values", "it got a tensor", remedy)
  }
  if (!has_values(index)) {
    stop_index("values", "a condition in a graph has none yet", "Use tf$boolean_mask().")
  }
  array_of(index)
}

positions_of <- function(index, size, axis) {
  where <- sprintf("on axis %d", axis)
  if (is.logical(index)) return(positions_where(index, size, where))
  if (!is.numeric(index) || is.object(index)) {
    stop_index("numbers or logical values", paste("it got", describe_class(index), where))
  }
  index <- as.vector(index)
  wrong <- index[!is_whole(index)]
  if (length(wrong) > 0) {
    stop_index(paste("whole numbers", where), paste("it got", format(wrong[[1]])))
  }
  if (any(index < 0)) return(positions_without(index, size, where))
  wrong <- index[index < 1 | (!is.na(size) & index > size)]
  if (length(wrong) > 0) {
    range <- if (is.na(size)) "of at least 1" else sprintf("from 1 to %d", as.integer(size))
    stop_index(paste("positions", range, where), paste("it got", format(wrong[[1]])))
  }
  as.integer(index)
}

positions_where <- function(index, size, where) {
  refuse_unknown(size, where)
  if (anyNA(index)) stop_index(paste("TRUE or FALSE", where), "it got NA")
  if (length(index) > size) {
    stop_index(sprintf("at most %d logical values %s", as.integer(size), where), paste("it got", length(index)))
  }
  which(rep_len(as.vector(index), size))
}

positions_without <- function(index, size, where) {
  refuse_unknown(size, where)
  if (any(index >= 0)) stop_index("positive or negative numbers, not both")
  setdiff(seq_len(size), -index)
}

# A single index counts in column-major order; a matrix of numbers has one row per position.
positions_by_column <- function(index, sizes) {
  if (anyNA(sizes)) {
    stop_index(sprintf("one index for each of the %d axes of a tensor whose size is not known", length(sizes)))
  }
  if (is.numeric(index) && is.matrix(index) && ncol(index) == length(sizes)) {
    by_axis <- lapply(seq_along(sizes), function(axis) positions_of(index[, axis], sizes[[axis]], axis) - 1)
    return(as.integer(1 + Reduce(`+`, Map(`*`, by_axis, cumprod(c(1, sizes))[seq_along(sizes)]))))
  }
  positions_of(index, prod(sizes), 1)
}

refuse_unknown <- function(size, where) {
  if (!is.na(size)) return(invisible())
  stop_index(sprintf("positive numbers %s, whose size is not known", where))
}
