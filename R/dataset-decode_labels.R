#' Convert class or token indices to names
#'
#' Classes and tokens are numbered from 0 in tensors, in R as in Python. `decode_labels()` converts indices, or
#' the scores that a model predicts, to names.
#'
#' @param labels Whole numbers of any shape: positions in `class_names`, counted from 0. Or scores along the last
#'   dimension of a matrix, array or float tensor, one per class, of which the largest is selected; for two classes
#'   a single score from 0 to 1 is accepted: that of the second class, which is selected from 0.5 on.
#' @param class_names The names in index order, as returned by [class_names()] or [get_vocabulary()].
#' @returns The names: a vector, or an array with the dimensions of the indices, or of the scores without
#'   their last dimension.
#' @family reading datasets
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("class labels", "predicted classes", "argmax", "indices to names", "factor levels",
#'   "decode predictions", "datasets")
#' @examplesIf has_python()
#' decode_labels(c(1, 0, 1), c("cat", "dog"))
#' decode_labels(rbind(c(0.2, 0.8), c(0.9, 0.1)), c("cat", "dog"))
#'
#' layer <- layer_string_lookup(vocabulary = c("a", "b"))
#' decode_labels(layer(c("b", "c")), get_vocabulary(layer))
#' @export
decode_labels <- function(labels, class_names) {
  if (!is.atomic(class_names) || length(class_names) == 0) {
    rule <- "be a vector of names, as class_names() gives them"
    stop_argument("class_names", rule, describe_class(class_names), owner = "decode_labels")
  }
  # Numbers in a matrix are scores, unless their R type is integer.
  if (!is_python(labels)) labels <- as_py(if (is.null(dim(labels))) I(whole(labels)) else labels, "labels")
  ids <- label_decoder$label_ids(labels, length(class_names))
  names <- class_names[as.vector(ids) + 1]
  if (length(dim(ids)) > 1) array(names, dim(ids)) else names
}
