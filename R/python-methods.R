# tensorflow and keras3 register methods for the same Python objects as this package, for classes that come earlier in
# class(x): keras3 for Model, this package for its parent Trainer. Objects returned by this package therefore start
# with the class of its own methods, and objects of other packages keep the methods of those packages.

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
