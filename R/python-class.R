# The kind of a Python object, detected from the names of its classes.

is_python <- function(x) inherits(x, "python.builtin.object")

#' The kind of a Python object: "layer", "sequential", "model", "keras_tensor", "tensor", "dataset", "other"
#' @noRd
py_kind <- function(x) {
  if (!is_python(x)) return("other")
  kinds <- c(
    keras_tensor = "^keras\\..*\\.KerasTensor$",
    sequential = "^keras\\..*\\.Sequential$",
    model = "^keras\\..*\\.Model$",
    layer = "^keras\\..*\\.Layer$",
    dataset = "^tensorflow\\.python\\..*\\.DatasetV2$",
    tensor = "^tensorflow\\.python\\..*\\.(Tensor|RaggedTensor|SparseTensor|Variable)$"
  )
  found <- vapply(kinds, function(pattern) any(grepl(pattern, class(x))), logical(1))
  c(names(kinds)[found], "other")[[1]]
}

# Layers that learn or look up have a rule for NA; others, and functions, have none.
input_rule <- function(object) {
  kind <- py_kind(object)
  if (kind %in% c("model", "sequential")) {
    # A model that already is an R function keeps its rule.
    return(if (is.null(attr(object, "convert"))) model_call_input(object) else attr(object, "convert"))
  }
  if (kind != "layer") return(as_py)
  if (has_member(object, "rule_for_missing")) as_layer_input else as_whole_input
}
