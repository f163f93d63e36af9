# Conversion of the results of functions with a state: the next state must match the first one.

next_state <- function(spec) {
  function(value, owner, argument, structures = "") {
    as_tensors(value, owner, argument, structures)
    as_py(like_the_first(value, spec, owner, argument, structures), paste0(argument, "()"))
  }
}

# The returned pair of a state and a result.
state_and_result <- function(spec) {
  function(value, owner, argument, structures = "") {
    if (!is_tuple(value) || length(value) != 2) {
      stop_result(value, "list(state, result)", owner, argument, structures)
    }
    as_tensors(value, owner, argument, structures)
    value[[1]] <- like_the_first(value[[1]], spec, owner, argument, structures)
    as_py(value, paste0(argument, "()"))
  }
}

# TensorFlow flattens a state in the order of its sorted names without comparing the names: without this check, one
# part could silently replace another.
like_the_first <- function(state, spec, owner, argument, structures) {
  found <- parts_as_tensors(state, argument, owner)
  if (is_like(found, spec)) return(found)
  stop_result(found, paste0("a state like the first one, ", describe_element(spec)), owner, argument, structures)
}

# R values get the dtypes of the first state.
parts_as_tensors <- function(x, argument, owner) {
  if (is_plain_list(x)) return(lapply(x, parts_as_tensors, argument, owner))
  if (py_kind(x) == "tensor" || is.null(x)) x else tf$convert_to_tensor(as_element(x, paste0(argument, "()"), owner))
}

is_like <- function(found, spec) {
  if (!is.list(spec)) return(is_python(found) && is_like_tensor(found, spec))
  if (!is_plain_list(found) || length(found) != length(spec)) return(FALSE)
  if (!setequal(names(found), names(spec)) || is.null(names(found)) != is.null(names(spec))) return(FALSE)
  if (!is.null(names(spec))) found <- found[names(spec)]
  all(mapply(is_like, found, spec))
}

is_like_tensor <- function(found, spec) {
  if (!has_dtype(spec)) return(TRUE)
  ranks <- list(rank_of(found), rank_of(spec))
  same_rank <- any(vapply(ranks, is.null, NA)) || ranks[[1]] == ranks[[2]]
  identical(dtype_of(found), dtype_of(spec)) && same_rank
}
