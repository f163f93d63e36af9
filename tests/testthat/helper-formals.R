# The arguments of a function in R and of its twin in Python: names, order and defaults; Python's *args and **kwargs are
# R's `...`.

formals_in_r <- function(fun) plain_formals(formals(fun))

plain_formals <- function(arguments) {
  lapply(arguments, function(value) if (rlang::is_missing(value)) "required" else plain(eval(value)))
}

formals_in_python <- function(name) {
  parameters <- described_parameters("prelayer", name)
  is_variadic <- vapply(parameters, function(parameter) parameter$kind %in% c("var_positional", "var_keyword"), NA)
  names(parameters)[is_variadic] <- "..."
  lapply(parameters, function(parameter) if ("default" %in% names(parameter)) plain(parameter$default) else "required")
}

# The options of each argument that is one of several.
options_in_python <- function(name) {
  options <- lapply(described_parameters("prelayer", name), function(parameter) {
    is_literal <- vapply(parameter$type, function(type) is.list(type) && "Literal" %in% names(type), NA)
    unlist(lapply(parameter$type[is_literal], function(type) type$Literal))
  })
  Filter(Negate(is.null), options)
}

# An argument whose default lists its options, as match.arg() has it, has the first one.
with_first_option <- function(arguments, options) {
  lists_them <- function(name) identical(arguments[[name]], options[[name]])
  are_lists <- Filter(lists_them, intersect(names(arguments), names(options)))
  arguments[are_lists] <- lapply(arguments[are_lists], function(options) options[[1]])
  arguments
}

# R writes 32 for Python's 32 and c(256, 256) for (256, 256).
plain <- function(value) {
  if (is.numeric(value)) as.double(value) else if (is.list(value)) unlist(lapply(value, plain)) else value
}
