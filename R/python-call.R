# Calls of Python: layers and models as R functions, and conversion of exceptions.

#' A Python callable (a layer, a model) as an R function
#'
#' It takes R values, raises R errors, and remains a Python object: `$` works, and it can be passed
#' back to Python.
#' @noRd
as_callable <- function(object, convert = input_rule(object), run = call_python) {
  if (identical(attr(object, "convert"), convert)) return(object)
  target <- callable_of(object)
  call <- function(...) {
    put <- put_into(object, list(...))
    if (!is.null(put)) return(put)
    result <- run(target, list(...), convert)
    if (is.function(result) && is_python(result)) as_callable(result) else with_own_methods(result)
  }
  attributes(call) <- list(class = own_class_first(class(object)), convert = convert, py_object = reference_of(object))
  call
}

# The function that reticulate creates for a callable; for layers, keras3 would replace it by one with its own rules.
callable_of <- function(object) {
  plain <- reference_of(object)
  if (is.function(object) && !is_layer(object)) return(object)
  if (!is.function(object)) return(function(...) reticulate::py_call(plain, ...))
  call <- function(...) reticulate::py_to_r(reticulate::py_call(plain, ...))
  attributes(call) <- list(class = class(object), py_object = plain)
  call
}

reference_of <- function(object) if (is.function(object) && is_python(object)) attr(object, "py_object") else object

call_python <- function(target, arguments, convert, labels = "inputs") {
  arguments <- convert_arguments(arguments, convert, labels)
  py_try(do.call(off_main_thread(target, Filter(is_python, arguments)), arguments, quote = TRUE))
}

signature_of <- function(object) reticulate::import("inspect", convert = FALSE)$signature(object)$parameters

# The uncut message of a condition. Recent versions of reticulate signal the Python exception itself; older ones signal
# an R condition with a shortened message.
full_message <- function(error) {
  # These versions fail when they shorten a message of one long line.
  if (inherits(error, "std::out_of_range")) return(last_exception())
  if (!inherits(error, "python.builtin.BaseException")) return(uncut(conditionMessage(error)))
  paste(reticulate::import("traceback")$format_exception_only(error), collapse = "")
}

# The last exception that Python raised, in the format of reticulate's messages.
last_exception <- function() {
  last <- tryCatch(reticulate::py_last_error(), error = function(error) NULL)
  if (is.character(last$value)) paste0(last$type, ": ", last$value) else ""
}

# A Python iterator that applies an R function to each item and passes its errors on.
mapped_iterator <- function(iterable, fun) reticulate::import_builtins()$map(fun, iterated_off_main_thread(iterable))
