# Base functions that R users expect to work on a dataset.

#' @rdname dataset_repeat
#' @param x A dataset.
#' @param n The same as `count`.
#' @param ... Not used.
#' @importFrom utils head
#' @export
head.tensorflow.python.data.ops.dataset_ops.DatasetV2 <- function(x, n = 6, ...) dataset_take(x, n)

#' @export
`[.tensorflow.python.data.ops.dataset_ops.DatasetV2` <- function(x, ...) {
  stop_prelayer("A dataset has no `[`; see dataset_take() and dataset_skip(), and dataset_collect() for its elements.")
}

#' @export
`[[.tensorflow.python.data.ops.dataset_ops.DatasetV2` <- function(x, i, ...) {
  if (is.character(i)) NextMethod() else x[i]
}
