# tensorflow and keras3 register methods for the same Python objects as this package, for classes that come earlier in
# class(x): keras3 for Model, this package for its parent Trainer. So what this package returns has the class that its
# own methods are registered for in front, and what another package made keeps the methods of that package.

method_classes <- c(
  "tensorflow.python.types.core.Tensor",
  "tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor",
  "tensorflow.python.framework.sparse_tensor.SparseTensor",
  "keras.src.trainers.trainer.Trainer"
)

own_class_first <- function(classes) {
  own <- intersect(classes, method_classes)
  if (length(own) == 0) classes else c(own[[1]], setdiff(classes, own[[1]]))
}

#' A Python object that nothing else in R refers to, or a list of such objects, with this package's methods first
#'
#' R changes attributes of an environment in place: `new_reference()` comes first where the user has the object, too.
#' @noRd
with_own_methods <- function(x) {
  if (is.list(x) && !is.object(x)) {
    x[] <- lapply(x, with_own_methods)
  } else if (is_python(x) && !is.function(x)) {
    class(x) <- own_class_first(class(x))
  }
  x
}

has_own_methods <- function(x) class(x)[[1]] %in% method_classes

# Of two tensors, one of them of another package: before 4.3 R knows no way to choose.
#' @rawNamespace if (getRversion() >= "4.3.0") S3method(chooseOpsMethod, tensorflow.python.types.core.Tensor)
chooseOpsMethod.tensorflow.python.types.core.Tensor <- function(x, y, mx, my, cl, reverse) { # nolint.
  has_own_methods(x)
}

# What a tensor of this package leads to, such as the values of a ragged one. Python's methods keep reticulate's rules.
#' @export
`$.tensorflow.python.types.core.Tensor` <- function(x, name) {
  found <- NextMethod()
  if (!has_own_methods(x)) return(found)
  if (is.function(found) && is_python(found)) as_callable(found, convert = unconverted) else with_own_methods(found)
}

#' @export
`$.tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor` <- `$.tensorflow.python.types.core.Tensor`

#' @export
`$.tensorflow.python.framework.sparse_tensor.SparseTensor` <- `$.tensorflow.python.types.core.Tensor`

unconverted <- function(x, argument) x
