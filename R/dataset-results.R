# Conversion of the values that traced functions return.

as_tensors <- function(value, owner, argument, structures = "") {
  if (holds_null(value) || !holds_tensor(value)) {
    advice <- if (holds_null(value)) {
      "NULL is no tensor; `$` gives it where there is no such name."
    } else {
      paste(
        "It runs once, to build a graph, so an R value would be the same for every element;",
        "tf$constant() makes a constant where that is meant."
      )
    }
    stop_result(value, "a tensor or a list of tensors", owner, argument, c(advice, structures))
  }
  as_py(value, paste0(argument, "()"))
}

stop_result <- function(value, rule, owner, argument, remedy) {
  found <- paste("it returned", describe_structure(value))
  stop_argument(argument, paste("return", rule), found = found, remedy = remedy, owner = owner)
}

holds_null <- function(x) is.null(x) || is_plain_list(x) && any(vapply(x, holds_null, NA))

holds_tensor <- function(x) {
  is_python(x) || (is.list(x) && any(vapply(x, holds_tensor, NA)))
}

as_a_dataset <- function(value, owner, argument, structures = "") {
  if (py_kind(value) == "dataset") return(value)
  stop_result(value, "a dataset, as tensor_slices_dataset() makes one", owner, argument, structures)
}

as_condition <- function(value, owner, argument, structures = "") {
  if (is_one_value(value) && dtype_of(value) == "bool") return(value)
  stop_result(value, "a tensor of one TRUE or FALSE", owner, argument, structures)
}

is_one_value <- function(x) {
  if (!is_python(x) || !has_member(x, "dtype")) return(FALSE)
  rank <- rank_of(x)
  is.null(rank) || rank == 0
}

# Keys, lengths and classes are whole numbers of the single dtype that TensorFlow accepts for them.
as_whole_tensor <- function(dtype) {
  function(value, owner, argument, structures = "") {
    if (is_one_value(value) && is_whole_dtype(dtype_of(value))) return(tf$cast(value, dtype))
    stop_result(value, "a tensor of one whole number", owner, argument, structures)
  }
}
