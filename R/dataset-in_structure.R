# Options with one value for each tensor of an element, in the structure of the element.

in_structure <- function(x, spec, convert, owner, argument) {
  if (is.null(x)) return(NULL)
  if (!has_structure(x, spec)) {
    rule <- paste("be a list in the structure of an element,", describe_element(spec))
    stop_argument(argument, rule, deparse(x, nlines = 1), owner = owner)
  }
  along(x, spec, convert, owner, argument)
}

has_structure <- function(x, spec) {
  if (!is.list(spec)) return(TRUE)
  if (!is_plain_list(x) || length(x) != length(spec) || !setequal(names(x), names(spec))) return(FALSE)
  all(mapply(has_structure, if (is.null(names(spec))) x else x[names(spec)], spec))
}

along <- function(x, spec, convert, owner, argument) {
  if (!is.list(spec)) return(convert(x, spec, owner, argument))
  if (is.null(names(spec))) return(as_tuple(Map(function(x, spec) along(x, spec, convert, owner, argument), x, spec)))
  named <- stats::setNames(nm = names(spec))
  as_dict(lapply(named, function(name) along(x[[name]], spec[[name]], convert, owner, argument)))
}

# Repeats a single value for all tensors.
each_entry <- function(x, spec) {
  if (is.null(x) || is.list(x) && !is_python(x) || !is.list(spec)) return(x)
  lapply(spec, function(part) each_entry(x, part))
}

padded_shape <- function(x, spec, owner, argument) {
  if (is_python(x)) return(x)
  sizes <- if (is.list(x)) lapply(x, function(size) if (is.null(size)) NA else size) else x
  sizes <- unlist(sizes)
  as_tuple(lapply(sizes, function(size) if (!is.na(size) && size != -1) as_int(size, argument)))
}

# TensorFlow requires the dtype of the padded tensor.
padding_value <- function(x, spec, owner, argument) {
  if (is.null(x) || is_python(x)) return(x)
  fits <- length(x) == 1 && is.atomic(x) && !is.na(x) && switch(kind_of(dtype_of(spec)),
    text = is.character(x), whole = is.numeric(x) && x == trunc(x), float = is.numeric(x), logical = is.logical(x)
  )
  if (fits) return(as_tensor(if (is.numeric(x)) whole(x) else x, dtype_of(spec)))
  stop_argument(argument, paste("fill up", describe_tensor(spec)), deparse(x, nlines = 1), owner = owner)
}

kind_of <- function(dtype) {
  if (is_whole_dtype(dtype)) return("whole")
  switch(dtype, string = "text", bool = "logical", "float")
}
