# The arguments of a function in R and of its twin in Python: names, order and defaults; Python's **kwargs is R's `...`.

formals_in_r <- function(fun) {
  lapply(formals(fun), function(value) if (rlang::is_missing(value)) "required" else plain(eval(value)))
}

formals_in_python <- function(name) {
  parameters <- described_parameters("prelayer", name)
  is_variadic <- vapply(parameters, function(parameter) parameter$kind == "var_keyword", NA)
  names(parameters)[is_variadic] <- "..."
  lapply(parameters, function(parameter) if ("default" %in% names(parameter)) plain(parameter$default) else "required")
}

# R writes 32 for Python's 32 and c(256, 256) for (256, 256).
plain <- function(value) {
  if (is.numeric(value)) as.double(value) else if (is.list(value)) unlist(lapply(value, plain)) else value
}
