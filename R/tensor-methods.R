# Methods of R's generics for tensors, registered for the Python classes as reticulate names them.

#' @rdname tensor-values
#' @export
as.matrix.tensorflow.python.types.core.Tensor <- function(x, ...) as.matrix(array_of(x))

#' @rdname tensor-values
#' @export
as.vector.tensorflow.python.types.core.Tensor <- function(x, mode = "any") as.vector(array_of(x), mode)

#' @rdname tensor-values
#' @export
as.vector.tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor <- as.vector.tensorflow.python.types.core.Tensor

#' @rdname tensor-values
#' @export
as.vector.tensorflow.python.framework.sparse_tensor.SparseTensor <- as.vector.tensorflow.python.types.core.Tensor

#' @rdname tensor-values
#' @export
as.character.tensorflow.python.types.core.Tensor <- function(x, ...) as.character(array_of(x))

#' @rdname tensor-values
#' @export
as.double.tensorflow.python.types.core.Tensor <- function(x, ...) as.double(array_of(x))

#' @rdname tensor-values
#' @export
as.integer.tensorflow.python.types.core.Tensor <- function(x, ...) as.integer(array_of(x))

#' @rdname tensor-values
#' @export
as.logical.tensorflow.python.types.core.Tensor <- function(x, ...) as.logical(array_of(x))

#' @rdname tensor-values
#' @export
as.list.tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor <- function(x, ...) array_of(x)

#' @rdname tensor-values
#' @export
dim.tensorflow.python.types.core.Tensor <- function(x) dimensions(x)

#' @rdname tensor-values
#' @export
dim.keras.src.backend.common.keras_tensor.KerasTensor <- function(x) dimensions(x)

#' @rdname tensor-values
#' @export
dim.tensorflow.python.framework.sparse_tensor.SparseTensor <- function(x) dimensions(x)

#' @rdname tensor-values
#' @export
length.tensorflow.python.types.core.Tensor <- function(x) as.integer(prod(dimensions(x)))
