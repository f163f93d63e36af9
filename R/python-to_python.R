# Creates Python objects from R values without validation; convert-values.R has the rules.

to_python <- function(x) reticulate::r_to_py(x)
as_tuple <- function(x) reticulate::tuple(unname(as.list(x))) # of one list, or a tuple in a tuple of one is lost
as_numpy <- function(x) {
  if (any(bytes <- is_bytes(x))) return(with_bytes(as_numpy(replace(x, bytes, "")), bytes, x[bytes]))
  if (is.raw(x)) return(raw_as_numpy(x))
  # asarray() does not copy R numbers, whereas np_array() would, to store them by row.
  array <- numpy()$asarray(as_array_of_python(x))
  if (inherits(x, "integer64")) array$view("int64") else array
}
# A vector is copied if it becomes an R array first, but not as a column of a data frame.
as_array_of_python <- function(x) {
  as_columns <- get0("r_convert_dataframe", asNamespace("reticulate"), mode = "function")
  is_plain <- is.numeric(x) && !is.object(x) && is.null(dim(x))
  if (is.null(as_columns) || !is_plain) return(to_python(as.array(unclass(x))))
  reticulate::py_get_item(as_columns(list(x = x), FALSE), "x")
}
# reticulate converts raw vectors to bytes, and does not convert raw matrices.
raw_as_numpy <- function(x) {
  flat <- numpy()$array(to_python(as.vector(x)), dtype = "uint8")
  flat$reshape(as_tuple(as.list(if (is.null(dim(x))) length(x) else dim(x))), order = "F")
}
as_one <- function(x) if (is_bytes(x)) bytes_of(x) else if (is.raw(x)) raw_as_numpy(x)$item() else to_python(x)
as_fed <- function(array, argument, owner, gaps, na) {
  gaps <- if (!is.null(gaps)) as_numpy(gaps)
  rules <- reticulate::import("prelayer.data.common.dtype_rules", convert = FALSE)
  owned_by(owner, py_try(rules$feed(array, sprintf("`%s`", argument), gaps, na)))
}
as_ragged_tensor <- function(values, lengths) {
  reticulate::import("tensorflow")$RaggedTensor$from_row_lengths(values, as_numpy(lengths))
}
numpy <- function() reticulate::import("numpy", convert = FALSE)
bytes_of <- function(x) as_bytes(charToRaw(x))
as_bytes <- function(x) builtins()$bytes(as.vector(x))
with_bytes <- function(array, places, values) {
  reticulate::py_set_item(array, as_numpy(places), lapply(as.character(values), bytes_of))
  array
}
# The array with None where `gaps` is TRUE.
with_none <- function(array, gaps) {
  reticulate::py_set_item(array, as_numpy(gaps), NULL)
  array
}
masked_data <- function() reticulate::import("prelayer._core.masked_column", convert = FALSE)
# Data passes through this module unconverted.
model_inputs <- function() {
  start_python()
  reticulate::import("prelayer.adapt.model_inputs", convert = FALSE)
}
failed_call <- function() {
  start_python()
  reticulate::import("prelayer.layers.base.failed_call", convert = FALSE)
}
as_masked <- function(array, gaps = NULL, levels = NULL) {
  masked_data()$MaskedColumn(
    array, if (!is.null(gaps)) as_numpy(gaps),
    levels = if (!is.null(levels)) as_list(levels)
  )
}
datetimes <- function(numbers, unit) {
  reticulate::import("prelayer.r.r_times", convert = FALSE)$datetimes(numbers, unit)
}
as_list <- function(x) to_python(as.list(unname(x)))
as_frame <- function(names, columns) masked_data()$masked_frame(as.list(names), unname(columns))
builtins <- function() reticulate::import_builtins(convert = FALSE)
as_dict <- function(x) {
  dict <- builtins()$dict()
  for (key in names(x)) reticulate::py_set_item(dict, key, x[[key]])
  dict
}

big_int <- function(x) if (is_scalar(x)) builtins()$int(x) else as_list(lapply(unclass(x), builtins()$int))
