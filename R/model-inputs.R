# Matches the parts of the data to the inputs of a model by name.

# Keras would pair the sorted names of both, even if they differ.
features_for <- function(model, x, owner, argument = "x") {
  if (is.data.frame(x) && takes_columns(model)) {
    return(as_columns(x, member(model, "column_preprocessor"), argument, owner))
  }
  match_inputs(model, model_data(parts_for(model, x), argument), owner)
}

# Models of attach_to() read the columns of a data frame by the rules of the preprocessor.
takes_columns <- function(model) {
  has_member(model, "column_preprocessor") && !is.null(member(model, "column_preprocessor"))
}

# The conversion of the input of a model that is called as a function.
model_call_input <- function(model) {
  function(x, argument = "inputs") {
    if (argument != "inputs") return(as_py(x, argument))
    match_inputs(model, as_py(parts_for(model, x), argument), "model")
  }
}

match_inputs <- function(model, data, owner) {
  may_have_names <- is_python(data) && (inherits(data, has_parts) || py_kind(data) == "dataset")
  if (!may_have_names) return(data)
  owned_by(owner, py_try(model_inputs()$match_data(model, data)))
}

has_parts <- paste0("python.builtin.", c("dict", "list", "tuple"))

# Drops features without an input; they may have values that cannot be converted to a tensor.
parts_for <- function(model, x) {
  if (!is.list(x) || is_python(x)) return(x)
  take_parts(x, as_r(py_try(model_inputs()$input_names(model))))
}

# `wanted` has the structure of the inputs, with NULL for a tensor, or is a list of layers.
take_parts <- function(x, wanted) {
  if (!is_plain_list(wanted) || !is_plain_list(x) && !is.data.frame(x)) return(x)
  if (is.null(names(wanted))) return(take_parts_in_order(x, wanted))
  if (all(names(wanted) %in% names(x))) take_parts_by_name(x, wanted) else x
}

take_parts_in_order <- function(x, wanted) {
  if (is.null(names(x)) && length(x) == length(wanted)) Map(take_parts, x, wanted) else x
}

take_parts_by_name <- function(x, wanted) {
  x <- x[names(wanted)]
  for (name in names(Filter(Negate(is.null), wanted))) x[[name]] <- take_parts(x[[name]], wanted[[name]])
  x
}
