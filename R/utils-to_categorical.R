#' Convert class indices to one-hot vectors
#'
#' Classes are counted from 0, as in Keras and keras3; the column of class 0 is the first one. A factor has the
#' classes of its levels, in their order, also of levels without rows.
#'
#' @param x Class indices: a vector, matrix or array of whole numbers from 0, whose last dimension is dropped if it
#'   has size 1; a factor; or a tensor. Text must be a factor.
#' @param num_classes The number of classes; `NULL` for the number of levels of a factor, else for one more than the
#'   largest index.
#' @returns Zeros and a one per class index, along a new last dimension of size `num_classes`: a matrix for a vector.
#'   For a tensor, a tensor of floats.
#' @family functions for data
#' @seealso [layer_category_encoding()] and [layer_string_lookup()] do this for features, as layers.
#' @eval search_words("one-hot", "one-hot encoding", "dummy variables", "encode labels", "class labels", "factor",
#'   "indicator matrix", "LabelBinarizer")
#' @examplesIf has_python()
#' to_categorical(c(0, 2, 1))
#'
#' # the classes of a factor
#' to_categorical(factor(c("dog", "cat"), levels = c("cat", "cow", "dog")))
#' @export
to_categorical <- function(x, num_classes = NULL) {
  if (is.factor(x)) {
    if (is.null(num_classes)) num_classes <- nlevels(x)
    refuse_missing(x, "x")
    x <- array(as.integer(x) - 1L, if (is.null(dim(x))) length(x) else dim(x))
  }
  prelayer$to_categorical(x = as_array_py(x, "x"), num_classes = num_classes)
}

# A vector is an array also if it has one value; whole doubles are integers.
as_array_py <- function(x, argument) {
  if (is_python(x)) return(x)
  if (is.data.frame(x)) x <- as.matrix(x)
  as_py(if (is.atomic(x) && is.null(dim(x)) && !is.null(x)) I(x) else x, argument)
}
