# tensorflow and keras3 register methods for the same Python objects as this package, for classes that come earlier in
# class(x): keras3 for Model, this package for its parent Trainer. Objects returned by this package therefore start
# with the class of its own methods, and objects of other packages keep the methods of those packages.

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

#' Puts this package's methods first for a Python object without other references in R, or for a list of such objects
#'
#' R changes attributes of an environment in place: call `new_reference()` first if the user also has the object.
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

# Chooses between the methods of two packages for two tensors, which R cannot do before 4.3.
#' @rawNamespace if (getRversion() >= "4.3.0") S3method(chooseOpsMethod, tensorflow.python.types.core.Tensor)
chooseOpsMethod.tensorflow.python.types.core.Tensor <- function(x, y, mx, my, cl, reverse) { # nolint.
  has_own_methods(x)
}

# Members of this package's tensors, such as the values of a ragged one. Python methods keep reticulate's rules.
#' @export
`$.tensorflow.python.types.core.Tensor` <- function(x, name) { # nolint: object_name_linter.
  found <- NextMethod()
  if (!has_own_methods(x)) return(found)
  if (is.function(found) && is_python(found)) as_callable(found, convert = unconverted) else with_own_methods(found)
}

#' @export
`$.tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor` <- # nolint: object_name_linter.
  `$.tensorflow.python.types.core.Tensor`

#' @export
`$.tensorflow.python.framework.sparse_tensor.SparseTensor` <- # nolint: object_name_linter.
  `$.tensorflow.python.types.core.Tensor`

unconverted <- function(x, argument) x
