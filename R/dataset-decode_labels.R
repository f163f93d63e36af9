#' The names of classes or tokens
#'
#' Classes and tokens are numbered from 0 in tensors, in R as in Python. This leads back from numbers, or from
#' the scores that a model predicts, to names.
#'
#' @param labels Whole numbers in any shape, from 0: places in `class_names`. Or scores along the last
#'   dimension of a matrix, array or float tensor, one a class, of which the largest counts; of two classes
#'   there may be one score, from 0 to 1: that of the second class, which counts from 0.5 on.
#' @param class_names The names in the order that numbers them, as [class_names()] or [get_vocabulary()] gives them.
#' @returns The names: a vector, or an array with the dimensions of the numbers, or of the scores without
#'   their last one.
#' @family datasets
#' @examplesIf has_python()
#' decode_labels(c(1, 0, 1), c("cat", "dog"))
#' decode_labels(rbind(c(0.2, 0.8), c(0.9, 0.1)), c("cat", "dog"))
#'
#' layer <- layer_string_lookup(vocabulary = c("a", "b"))
#' decode_labels(layer(c("b", "c")), get_vocabulary(layer))
#' @export
decode_labels <- function(labels, class_names) {
  if (!is.atomic(class_names) || length(class_names) == 0) {
    stop_prelayer(sprintf(
      "decode_labels: `class_names` must be a vector of names, as class_names() gives them, but it is %s.",
      describe_class(class_names)
    ))
  }
  # Numbers in a matrix are scores, unless R has them as integers.
  if (!is_python(labels)) labels <- as_py(if (is.null(dim(labels))) I(whole(labels)) else labels, "labels")
  ids <- label_decoder$label_ids(labels, length(class_names))
  names <- class_names[as.vector(ids) + 1]
  if (length(dim(ids)) > 1) array(names, dim(ids)) else names
}
