# R functions as losses and metrics, and callbacks.

# Keras accepts lists of these, but not a single one.
one_or_more <- function(x) {
  if (is.null(x) || inherits(x, "python.builtin.list")) return(x)
  if (is_python(x) || is.function(x) || rlang::is_formula(x)) list(x) else as.list(x)
}

# Histories use the name of a metric; for an R function it is in the list or in the code only.
named_metrics <- function(metrics, code, model) {
  are_outputs <- has_member(model, "output_names") && length(member(model, "output_names")) > 1
  named <- name_functions(one_or_more(metrics), if (is_list_call(code)) code else call("list", code), are_outputs)
  if (are_outputs || !is_plain_list(named)) named else unname(named)
}

name_functions <- function(x, code, are_outputs) {
  if (is.function(x) && !is_python(x)) return(with_name(x, if (is.symbol(code)) as.character(code)))
  if (!is_plain_list(x)) return(x)
  codes <- if (is_list_call(code) && length(code) == length(x) + 1) as.list(code)[-1] else vector("list", length(x))
  named <- rlang::names2(x) != "" & !are_outputs
  codes[named] <- lapply(names(x)[named], as.name)
  Map(name_functions, x, unname(codes), MoreArgs = list(are_outputs = are_outputs))
}

is_list_call <- function(code) is.call(code) && (identical(code[[1]], quote(list)) || identical(code[[1]], quote(c)))

with_name <- function(fun, name) {
  if (is.null(attr(fun, "py_function_name"))) attr(fun, "py_function_name") <- name
  fun
}

check_losses <- function(x, argument) {
  if (is_plain_list(x)) return(for (one in x) check_losses(one, argument))
  if (is_python(x) || !is.function(x) && !rlang::is_formula(x)) return(invisible())
  check_arity(x, takes(2, "2 arguments, the true values and the predicted ones"), "compile", argument)
}

is_callback <- function(x) is_python(x) && has_member(x, "set_model")

as_callbacks <- function(x, owner) {
  callbacks <- one_or_more(x)
  are_callbacks <- vapply(if (is_python(callbacks)) list() else callbacks, is_callback, NA)
  if (is.null(callbacks) || all(are_callbacks)) return(callbacks)
  remedy <- "callback_lambda(on_epoch_end = function(epoch, logs) ...) makes one of functions."
  rule <- "be callbacks, such as callback_early_stopping()"
  stop_argument("callbacks", rule, describe_structure(callbacks), remedy, owner)
}
