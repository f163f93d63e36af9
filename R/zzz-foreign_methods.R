# All methods for classes of other packages, with their reasons. An object that another package made has the methods of
# that package first (see python-object.R). Code of this package never relies on dispatch: it calls the functions by
# their own names. The file is loaded last, because most methods are functions of other files.

# Members and results of Python methods are tensors of this package, too, such as the values of a ragged tensor.
#' @export
`$.tensorflow.python.types.core.Tensor` <- member_of_tensor # nolint: object_name_linter.

#' @export
`$.tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor` <- member_of_tensor # nolint: object_name_linter.

#' @export
`$.tensorflow.python.framework.sparse_tensor.SparseTensor` <- member_of_tensor # nolint: object_name_linter.

# Positions count from 1 and follow the rules of R's arrays; reticulate's methods count from 0.
#' @rdname tensor-index
#' @export
`[.tensorflow.python.types.core.Tensor` <- subset_of_tensor

#' @rdname tensor-index
#' @export
`[.keras.src.backend.common.keras_tensor.KerasTensor` <- subset_of_tensor

#' @rdname tensor-index
#' @export
`[.tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor` <- subset_of_ragged

#' @rdname tensor-index
#' @export
`[[.tensorflow.python.types.core.Tensor` <- element_of_tensor

#' @rdname tensor-index
#' @export
`[[.keras.src.backend.common.keras_tensor.KerasTensor` <- element_of_tensor

#' @rdname tensor-index
#' @export
`[[.tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor` <- element_of_ragged

# tail() would set row names, which tensors do not have; head() needs no method.
#' @rdname tensor-index
#' @export
tail.tensorflow.python.types.core.Tensor <- function(x, n = 6L, ...) NextMethod(keepnums = FALSE)

# Datasets as sequences of elements. The default methods would take them for environments.
#' @rdname dataset_cardinality
#' @export
length.tensorflow.python.data.ops.dataset_ops.DatasetV2 <- function(x) dataset_cardinality(x)

#' @rdname dataset_collect
#' @export
as.list.tensorflow.python.data.ops.dataset_ops.DatasetV2 <- function(x, ...) dataset_collect(x)

# What a dataset has: the default methods show its Python class, and convert it.
#' @rdname dataset_print
#' @export
head.tensorflow.python.data.ops.dataset_ops.DatasetV2 <- function(x, n = 6L, ...) head_of_dataset(x, n)

#' @rdname dataset_print
#' @export
print.tensorflow.python.data.ops.dataset_ops.DatasetV2 <- function(x, ...) print_dataset(x)

#' @rdname dataset_print
#' @export
summary.tensorflow.python.data.ops.dataset_ops.DatasetV2 <- function(object, ...) schema(object, example = TRUE)

#' @rdname dataset_print
#' @export
str.tensorflow.python.data.ops.dataset_ops.DatasetV2 <- function(object, ...) str_dataset(object)

# The values of a tensor: the default methods would convert the reference, or fail.
#' @rdname tensor-values
#' @export
as.array.tensorflow.python.types.core.Tensor <- function(x, ...) array_of(x)
#' @rdname tensor-values
#' @export
as.array.keras.src.backend.common.keras_tensor.KerasTensor <- function(x, ...) array_of(x)
#' @rdname tensor-values
#' @export
as.array.tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor <- function(x, ...) array_of(x)
#' @rdname tensor-values
#' @export
as.array.tensorflow.python.framework.sparse_tensor.SparseTensor <- function(x, ...) array_of(x)
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

# The size of a tensor; the default methods return that of an environment.
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

# Arithmetic, comparison and summaries, also of placeholders. The default methods reject objects, or return NA.
#' @rdname tensor-math
#' @export
Math.tensorflow.python.types.core.Tensor <- math_of_tensor

#' @rdname tensor-math
#' @export
Math.keras.src.backend.common.keras_tensor.KerasTensor <- math_of_tensor

#' @rdname tensor-math
#' @export
Summary.tensorflow.python.types.core.Tensor <- summary_of_tensors

#' @rdname tensor-math
#' @export
Summary.keras.src.backend.common.keras_tensor.KerasTensor <- summary_of_tensors

#' @rdname tensor-math
#' @export
mean.tensorflow.python.types.core.Tensor <- mean_of_tensor

#' @rdname tensor-math
#' @export
mean.keras.src.backend.common.keras_tensor.KerasTensor <- mean_of_tensor

#' @rdname tensor-operators
#' @export
Ops.tensorflow.python.types.core.Tensor <- operate_on_tensors

#' @rdname tensor-operators
#' @export
Ops.keras.src.backend.common.keras_tensor.KerasTensor <- operate_on_tensors

# Chooses between the operators of two packages for two tensors, which R cannot do before 4.3.
#' @rawNamespace if (getRversion() >= "4.3.0") S3method(chooseOpsMethod, tensorflow.python.types.core.Tensor)
chooseOpsMethod.tensorflow.python.types.core.Tensor <- function(x, y, mx, my, cl, reverse) { # nolint.
  has_own_methods(x)
}

# Elementwise; the default methods take a tensor for a single value.
#' @rdname tensor-missing
#' @export
is.na.tensorflow.python.types.core.Tensor <- is_missing_in_tensor

#' @rdname tensor-missing
#' @export
is.na.keras.src.backend.common.keras_tensor.KerasTensor <- is_missing_in_tensor

#' @rdname tensor-missing
#' @export
is.nan.tensorflow.python.types.core.Tensor <- is_missing_in_tensor

#' @rdname tensor-missing
#' @export
is.nan.keras.src.backend.common.keras_tensor.KerasTensor <- is_missing_in_tensor

#' @rdname tensor-missing
#' @export
is.finite.tensorflow.python.types.core.Tensor <- is_finite_in_tensor

#' @rdname tensor-missing
#' @export
is.finite.keras.src.backend.common.keras_tensor.KerasTensor <- is_finite_in_tensor

#' @rdname tensor-missing
#' @export
is.infinite.tensorflow.python.types.core.Tensor <- is_infinite_in_tensor

#' @rdname tensor-missing
#' @export
is.infinite.keras.src.backend.common.keras_tensor.KerasTensor <- is_infinite_in_tensor

# The default methods would silently return a list, which dataset_map() takes for several tensors.
#' @rdname tensor-missing
#' @export
c.tensorflow.python.types.core.Tensor <- function(..., recursive = FALSE, use.names = TRUE) { # nolint.
  refuse_to_join("c")
}

#' @rdname tensor-missing
#' @export
cbind.tensorflow.python.types.core.Tensor <- function(..., deparse.level = 1) refuse_to_join("cbind") # nolint.

#' @rdname tensor-missing
#' @export
rbind.tensorflow.python.types.core.Tensor <- function(..., deparse.level = 1) refuse_to_join("rbind") # nolint.

# As R's arrays, with readable text, of which Python shows the bytes.
#' @export
print.tensorflow.python.types.core.Tensor <- print_tensor

#' @export
print.tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor <- print_ragged

#' @export
print.tensorflow.python.framework.sparse_tensor.SparseTensor <- print_sparse

# Models of Keras have the verbs of R's modeling packages; for those of keras3 its own methods come first. The second
# registration is for the generic that is found where keras3 is attached.
#' @rdname compile
#' @export
compile.keras.src.trainers.trainer.Trainer <- compile_model

#' @rdname fit
#' @export
fit.keras.src.trainers.trainer.Trainer <- fit_model

#' @rdname evaluate
#' @export
#' @rawNamespace S3method(tensorflow::evaluate, keras.src.trainers.trainer.Trainer)
evaluate.keras.src.trainers.trainer.Trainer <- evaluate_model # nolint: object_name_linter.

#' @rdname evaluate
#' @export
predict.keras.src.trainers.trainer.Trainer <- predict_model

#' @rdname summary
#' @export
summary.keras.src.trainers.trainer.Trainer <- summarize_model

#' @export
print.keras.src.trainers.trainer.Trainer <- print_model
