#' Create a tensor
#'
#' Converts R values to a tensor of TensorFlow, with a dtype if wanted.
#'
#' @param x A number, string, vector, factor, matrix or array; the elements of a list, and the columns of a data frame,
#'   which must have one type, are stacked. `NA` is an error, `NaN` is not.
#' @param dtype The tensor's dtype, such as "float32", "int64" or "string". `NULL` uses the dtype of the R
#'   type: doubles are float64, integers int32, text string; see [conversion]. R numbers that would change in
#'   an integer dtype, or become infinite in a float dtype, raise an error; floats are rounded.
#' @returns A `tf.Tensor`.
#' @family tensors
#' @seealso [conversion] lists the rules between R and Python.
#' @eval search_words("create tensor", "constant", "convert to tensor")
#' @examplesIf has_python()
#' as_tensor(c("azure", "cyan"))
#' as_tensor(diag(2), dtype = "float32")
#' @export
as_tensor <- function(x, dtype = NULL) {
  of_r <- !is_python(x)
  if (of_r) x <- tensor_of(x)
  if (is.null(dtype)) return(if (of_r || has_own_methods(x)) x else with_own_methods(new_reference(x)))
  cast <- py_try(tf$cast(x, dtype))
  if (of_r) refuse_other_numbers(x, cast)
  cast
}

tensor_of <- function(x) {
  if (inherits(x, "POSIXlt")) x <- as.POSIXct(x)
  if (is.list(x)) return(stacked(x))
  refuse_no_data(x, "x")
  py_try(tf$convert_to_tensor(as_py(x), dtype = if (is.double(x) && !is.object(x)) "float64"))
}

refuse_other_numbers <- function(given, cast) {
  if (!is_number(given) || !is_number(cast)) return(invisible())
  changed <- if (is_whole_dtype(dtype_of(cast))) {
    tf$not_equal(tf$cast(cast, dtype_of(given)), given)
  } else if (is_float_dtype(dtype_of(given))) {
    tf$not_equal(tf$math$is_inf(cast), tf$math$is_inf(given))
  }
  if (is.null(changed) || !vector_of(tf$reduce_any(changed))) return(invisible())
  flat <- function(x) tf$reshape(x, list(-1L))
  first <- vector_of(tf$boolean_mask(flat(given), flat(changed)))[[1]]
  found <- paste("it holds", format(first, digits = 15, scientific = 20))
  stop_argument("x", sprintf("hold numbers that %s can hold", dtype_of(cast)), found = found)
}

is_number <- function(x) is_whole_dtype(dtype_of(x)) || is_float_dtype(dtype_of(x))

# The elements of a list are rows, those of a data frame columns.
stacked <- function(x) {
  elements <- unname(lapply(if (is.data.frame(x)) lapply(x, as_column) else x, as_tensor))
  types <- unique(vapply(elements, dtype_of, ""))
  if (length(types) > 1) {
    stop_argument("x", "hold values of one type", found = paste("it holds", paste(types, collapse = " and ")))
  }
  py_try(tf$stack(elements, axis = if (is.data.frame(x)) 1L else 0L))
}

#' Shapes and tuples for Python
#'
#' `shape()` makes the shape of a tensor, with `NULL` for an unknown size, and `tuple()` a Python tuple.
#'
#' @param ... For `shape()`, the dimensions: whole numbers, `NULL` or `NA` for an unknown size.
#'   For `tuple()`, the elements.
#' @returns A Python tuple.
#' @family tensors
#' @seealso [conversion] lists the rules between R and Python.
#' @eval search_words("dimensions", "unknown size", "tuple")
#' @examplesIf has_python()
#' shape(NULL, 32, 32, 3)
#' tuple("a", 1L)
#' @export
shape <- function(...) {
  dimensions <- unlist(lapply(list(...), function(size) if (is.null(size)) NA else size))
  if (is.logical(dimensions)) dimensions <- as.integer(dimensions)
  as_tuple(lapply(dimensions, function(size) if (!is.na(size)) as_int(size, "shape")))
}

#' @rdname shape
#' @export
tuple <- function(...) as_py(unname(list(...)))

#' Convert a tensor to R values
#'
#' Tensors are converted to R vectors and arrays without loss: whole numbers become integers, or doubles if
#' they are too large for integers; strings are UTF-8; a sparse tensor is filled with zeros; a
#' ragged tensor becomes a list with one element per row.
#'
#' @param x A tensor.
#' @param ... Not used.
#' @param mode As in [as.vector()].
#' @returns An array with the tensor's dimensions; `as.vector()`, `as.double()` and similar functions drop
#'   them. `dim()` is `NA` for an unknown dimension; `length()` is the number of values.
#' @name tensor-values
#' @family tensors
#' @seealso [conversion] lists the rules between R and Python.
#' @eval search_words("tensor to R", "as array", "as matrix", "as numeric", "dim", "EagerTensor")
#' @examplesIf has_python()
#' as.array(as_tensor(diag(2)))
#' as.vector(as_tensor(c("azure", "cyan")))
#' dim(as_tensor(diag(2)))
NULL
