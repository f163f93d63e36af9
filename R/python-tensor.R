# Values and properties of tensors, read by direct calls of Python. This package passes no tensor to a generic function
# of R, so that methods that other packages register for tensors do not affect its results.

#' The values of any tensor as an array, or as a list of the rows of a ragged one
#' @noRd
array_of <- function(x) {
  if (inherits(x, "tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor")) return(rows_of(x))
  if (inherits(x, "tensorflow.python.framework.sparse_tensor.SparseTensor")) {
    x <- tf$sparse$to_dense(tf$sparse$reorder(x))
  }
  if (py_kind(x) == "keras_tensor") {
    stop_without_values("it is a placeholder of a model", "predict() gives the model's output.")
  }
  if (!has_values(x)) stop_without_values("it is a tensor of a graph that has not run")
  sizes <- dimensions(x)
  array(values_of(x), dim = if (length(sizes) > 0) sizes else 1L)
}

vector_of <- function(x) as.vector(array_of(x))

rows_of <- function(ragged) {
  values <- array_of(member_of(ragged, "values"))
  ends <- vector_of(member_of(ragged, "row_splits"))
  lapply(seq_len(length(ends) - 1), function(i) take(values, ends[[i]] + seq_len(ends[[i + 1]] - ends[[i]])))
}

take <- function(values, rows) {
  if (length(dim(values)) < 2) return(as.vector(values)[rows])
  do.call(`[`, c(list(values, rows), rep(TRUE, length(dim(values)) - 1), drop = FALSE))
}

#' The values of a tensor, with strings decoded from UTF-8
#' @noRd
values_of <- function(tensor) {
  dtype <- dtype_of(tensor)
  if (dtype == "string") return(strings_of(tensor))
  if (dtype %in% c("bfloat16", "float16")) tensor <- tf$cast(tensor, "float32")
  if (dtype %in% c("uint32", "uint64")) tensor <- tf$cast(tensor, "float64")
  values <- reticulate::py_to_r(call_method(tensor, "numpy"))
  if (dtype %in% c("int64", "uint32", "uint64")) whole_numbers(values) else values
}

strings_of <- function(tensor) {
  flat <- numpy()$ravel(numpy()$asarray(tensor), order = "F")$tolist()
  decoded <- tryCatch(
    builtins()$list(builtins()$map(builtins()$bytes$decode, flat)),
    error = function(error) {
      remedy <- "Fix it first, with tf$strings$unicode_transcode()."
      stop_argument("x", "hold UTF-8", found = "it does not", remedy = remedy)
    }
  )
  as.character(without_nul(reticulate::py_to_r(decoded)))
}

# R strings cannot contain NUL.
without_nul <- function(expr) {
  tryCatch(expr, `Rcpp::embedded_nul_in_string` = function(error) {
    stop_prelayer(paste(
      "Text with NUL in it cannot be text of R. Replace NUL first, as by",
      "tf$strings$regex_replace(x, \"\\\\x00\", \" \")."
    ))
  })
}

# A function of keras.ops, which also works on the placeholders of a model.
call_keras <- function(operation, ...) {
  function_of_keras <- member_of(member_of(loaded(keras), "ops"), operation)
  py_try(as_r(reticulate::py_call(function_of_keras, ...)))
}

has_values <- function(tensor) has_member(tensor, "numpy")

# NULL for a scalar, as in R, and for an unknown rank.
dimensions <- function(x) {
  if (!has_rank(x)) return(NULL)
  shape <- member_of(x, "shape")
  if (is_tensor_shape(shape)) shape <- call_method(shape, "as_list")
  sizes <- as.list(as_r(shape))
  if (length(sizes) == 0) return(NULL)
  vapply(sizes, function(size) if (is.null(size)) NA_integer_ else as.integer(size), integer(1))
}

has_rank <- function(x) !is_tensor_shape(member_of(x, "shape")) || !is.null(rank_of(x))

# NULL if it is not known.
rank_of <- function(x) as_r(member_of(member_of(x, "shape"), "rank"))

is_tensor_shape <- function(x) inherits(x, "tensorflow.python.framework.tensor_shape.TensorShape")

# The name of the dtype, which Keras stores as a name.
dtype_of <- function(x) {
  dtype <- as_r(member_of(x, "dtype"))
  if (is_python(dtype)) as_r(member_of(dtype, "name")) else dtype
}

has_dtype <- function(spec) has_member(spec, "dtype") && !is.null(dtype_of(spec))

is_float_dtype <- function(dtype) grepl("^b?float", dtype)
is_whole_dtype <- function(dtype) grepl("^u?int", dtype)

is_text <- function(x) if (is_python(x)) identical(dtype_of(x), "string") else is.character(x) || is.factor(x)
