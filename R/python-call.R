# Calls of Python, in the order in which a value passes: a layer or function is called with R values, which are
# converted by the rules of convert-values.R, and its result is returned without the methods of other packages.

#' A Python callable (a layer, a model, a function) as an R function
#'
#' It takes R values, raises R errors, and remains a Python object: `$` works, and it can be passed
#' back to Python.
#' @noRd
as_callable <- function(object, convert = input_rule(object), run = call_python) {
  if (identical(attr(object, "convert"), convert)) return(object)
  target <- callable_of(object)
  call <- function(...) {
    if (is_of_another_session(reference_of(object))) stop_of_another_session()
    put <- put_into(object, list(...))
    if (!is.null(put)) return(put)
    result <- run(target, list(...), convert)
    if (is.function(result) && is_python(result)) as_callable(result) else with_own_methods(result)
  }
  attributes(call) <- list(class = own_class_first(class(object)), convert = convert, py_object = reference_of(object))
  call
}

# Layers that learn or look up have a rule for NA; others, and functions, have none.
input_rule <- function(object) {
  kind <- py_kind(object)
  if (kind %in% c("model", "sequential")) {
    # A model that already is an R function keeps its rule.
    return(if (is.null(attr(object, "convert"))) model_call_input(object) else attr(object, "convert"))
  }
  if (kind != "layer") return(as_py)
  if (any(grepl("^keras[.].*[.]Attention$", class(object)))) return(as_listed_input)
  if (!has_member(object, "rule_for_missing")) return(as_whole_input)
  if (accepts_times(object)) as_time_input else as_layer_input
}

# A layer or model called on a container of layers is added to it; called on a dataset it is mapped. Returns NULL for
# any other object, on which the layer is called.
put_into <- function(layer, arguments) {
  if (length(arguments) != 1 || !is_python(arguments[[1]]) || !is_layer(layer)) return(NULL)
  object <- arguments[[1]]
  switch(if (is_pipeline(object)) "sequential" else py_kind(object),
    sequential = {
      py_try(object$add(layer))
      object
    },
    dataset = dataset_map(object, layer)
  )
}

call_python <- function(target, arguments, convert, labels = "inputs") {
  arguments <- convert_arguments(arguments, convert, labels)
  py_try(do.call(off_main_thread(target, Filter(is_python, arguments)), arguments, quote = TRUE))
}

convert_arguments <- function(arguments, convert, labels = "inputs") {
  given <- rlang::names2(arguments)
  places <- c(labels, rep(utils::tail(c("inputs", labels), 1), length(given)))[seq_along(given)]
  Map(convert, arguments, ifelse(given == "", places, given))
}

# A Python callable as an R function that converts only what it returns. The functions that reticulate creates convert
# with its generic py_to_r(), and keras3 replaces those of layers by functions with its own rules.
callable_of <- function(object) {
  plain <- reference_of(object)
  call <- function(...) returned(call_reference(plain, list(...)))
  attributes(call) <- list(class = class(object), py_object = plain)
  call
}

call_reference <- function(callable, arguments) {
  # py_call() has an argument `x` itself.
  is_x <- rlang::names2(arguments) == "x"
  if (any(is_x)) {
    partial <- reticulate::import("functools")$partial
    callable <- reference_of(do.call(partial, c(list(callable), arguments[is_x]), quote = TRUE))
  }
  do.call(reticulate::py_call, c(list(callable), arguments[!is_x]), quote = TRUE)
}

# The result of a call: tensors and datasets, also in containers, stay Python objects, and reticulate converts the rest.
returned <- function(x) {
  if (!is_python(x) || holds_tensors(x)) return(as_r(x))
  if (is_text_array(x)) text_array(x) else reticulate::py_to_r(x)
}

# reticulate 1.28 returns the values of text arrays by row.
is_text_array <- function(x) {
  inherits(x, "numpy.ndarray") && as_r(member_of(member_of(x, "dtype"), "kind")) == "U"
}

text_array <- function(x) {
  values <- unlist(as_r(call_method(numpy()$ravel(x, order = "F"), "tolist")))
  array(values, dim = unlist(as_r(member_of(x, "shape"))))
}

holds_tensors <- function(x) {
  switch(class(x)[[1]],
    python.builtin.tuple = ,
    python.builtin.list = any(vapply(items_of(x), holds_tensors, NA)),
    python.builtin.dict = any(vapply(entries_of(x), holds_tensors, NA)),
    py_kind(x) %in% c("tensor", "keras_tensor", "dataset")
  )
}

# The fields of a Python exception as JSON; of its message, where reticulate signals no exception.
fields_of_exception <- function(exception) reticulate::import("prelayer.r.error_fields")$error_fields(exception)

# The columns of `portability()`, in which some entries are messages.
portability_columns <- function(model) {
  start_python()
  export <- reticulate::import("prelayer.export.portability", convert = FALSE)
  lapply(entries_of(py_try(export$portability_messages(model))), formatted_messages)
}

# Python messages, in a list of R or Python, as texts in R's syntax.
formatted_messages <- function(messages) {
  parts <- as_r(reticulate::import("prelayer.r.message_parts")$message_parts(messages))
  vapply(jsonlite::parse_json(parts), format_parts, "")
}

# Evaluates without the warnings of Python, which would be printed.
without_python_warnings <- function(expr) {
  warnings <- reticulate::import("warnings")
  with(warnings$catch_warnings(), {
    warnings$simplefilter("ignore")
    expr
  })
}

# The text of a message of the package in R's syntax; other texts unchanged.
in_r_syntax <- function(text) {
  fields <- jsonlite::parse_json(fields_of_exception(text))
  if (is.null(fields$owner)) text else format_fields(fields)
}

# Evaluates, and signals the warnings of Python as those of R.
with_python_warnings <- function(expr) {
  warnings <- reticulate::import("warnings", convert = FALSE)
  recorder <- warnings$catch_warnings(record = TRUE)
  caught <- recorder$`__enter__`()
  on.exit(recorder$`__exit__`(NULL, NULL, NULL))
  warnings$simplefilter("always")
  value <- expr
  for (one in items_of(caught)) rlang::warn(in_r_syntax(reticulate::py_str(member_of(one, "message"))))
  value
}
