# The structure of an element, and its description in messages.

check_dataset <- function(dataset, owner, argument = "dataset") {
  if (py_kind(dataset) != "dataset") {
    remedy <- "tensor_slices_dataset() makes one from arrays."
    stop_argument(argument, "be a dataset", describe_class(dataset), remedy, owner)
  }
  dataset
}

describe_class <- function(x) {
  if (is.null(x)) return("NULL")
  name <- if (is.data.frame(x)) "data frame" else if (is_python(x)) r_name(class_name(x)) else class_name(x)
  if (is.atomic(x) && is.null(attributes(x))) name <- paste(name, "vector")
  paste(if (grepl("^[aeiouAEIOU]", name)) "an" else "a", name)
}

# tensorflow and tfdatasets prepend their own classes to those of Python.
class_name <- function(x) {
  if (is_python(x)) as_text(member_of(member_of(x, "__class__"), "__name__")) else sub(".*\\.", "", class(x)[[1]])
}

element_spec <- function(dataset) as_r(member_of(dataset, "element_spec"))

is_tuple <- function(x) is.list(x) && is.null(names(x))

# The entries of a tuple become separate arguments of a mapped function; any other element is one argument.
components <- function(spec) if (is_tuple(spec)) spec else list(spec)

describe_element <- function(spec) {
  if (!is.list(spec)) return(describe_tensor(spec))
  in_list(spec, vapply(spec, describe_element, ""))
}

in_list <- function(x, parts) {
  if (!is.null(names(x))) parts <- paste(names(x), "=", parts)
  sprintf("list(%s)", paste(parts, collapse = ", "))
}

describe_tensor <- function(spec) {
  if (any(grepl("[.]DatasetSpec$", class(spec)))) {
    return(sprintf("<dataset of %s>", describe_element(as_r(spec$element_spec))))
  }
  if (!has_dtype(spec)) return("NULL")
  layout <- sub("(Eager|Symbolic)?Tensor(Spec)?$", " ", class_name(spec))
  sprintf("<%s%s %s>", trimws(tolower(layout), "left"), dtype_of(spec), describe_shape(spec))
}

describe_shape <- function(spec) {
  if (!has_rank(spec)) return("of any shape")
  sizes <- vapply(dimensions(spec), function(size) if (is.na(size)) "NULL" else format(size), "")
  sprintf("(%s)", paste(sizes, collapse = ", "))
}
