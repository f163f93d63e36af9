# The arguments of a function in R and of its twin in Python: names, order and defaults.

formals_in_r <- function(fun) {
  lapply(formals(fun), function(value) if (rlang::is_missing(value)) "required" else plain(eval(value)))
}

formals_in_python <- function(name) {
  inspect <- reticulate::import("inspect", convert = FALSE)
  parameters <- inspect$signature(reticulate::import("prelayer", convert = FALSE)[[name]])$parameters
  arguments <- reticulate::iterate(parameters$values())
  names <- vapply(arguments, function(argument) reticulate::py_to_r(argument$name), "")
  defaults <- lapply(arguments, function(argument) {
    empty <- reticulate::py_id(argument$default) == reticulate::py_id(inspect$Parameter$empty)
    if (empty) "required" else plain(reticulate::py_to_r(argument$default))
  })
  stats::setNames(defaults, names)
}

# R writes 32 for Python's 32 and c(256, 256) for (256, 256).
plain <- function(value) {
  if (is.numeric(value)) as.double(value) else if (is.list(value)) unlist(lapply(value, plain)) else value
}
