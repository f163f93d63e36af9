# The description of the public Python functions and classes, which tools/public_api.py writes to inst/api.json. It
# determines which arguments are converted to whole numbers, and the texts of the help (docs-tags.R).

public_api <- function() {
  if (is.null(state$api)) {
    state$api <- jsonlite::read_json(system.file("api.json", package = utils::packageName(), mustWork = TRUE))
  }
  state$api
}

# The described parameters, by name; empty for a function that is not described.
described_parameters <- function(module, name) {
  parameters <- as.list(public_api()[[paste(module, name, sep = ".")]]$parameters)
  stats::setNames(parameters, vapply(parameters, function(parameter) parameter$name, ""))
}

# The names of the arguments that accept whole numbers but not floats.
whole_parameters <- function(module, name) {
  names(Filter(function(parameter) parameter$whole, described_parameters(module, name)))
}

# The names of the arguments for which a named vector is not a mapping, such as `prcomp(x)$center` as the mean.
nameless_parameters <- function(module, name) {
  is_mapping <- function(parameter) {
    types <- unlist(parameter$type)
    any(grepl("Mapping|dict", c(names(types), types)))
  }
  names(Filter(Negate(is_mapping), described_parameters(module, name)))
}

without_vector_names <- function(x) if (is.numeric(x) && is_bare_vector(x)) unname(x) else x

# Calls a Python function with doubles converted to integers where it requires whole numbers; fractions are unchanged,
# for Python to reject.
with_whole_numbers <- function(module, name) {
  function(target, arguments, convert) {
    chosen <- names(arguments) %in% whole_parameters(module, name)
    arguments[chosen] <- lapply(arguments[chosen], whole_options)
    nameless <- names(arguments) %in% nameless_parameters(module, name)
    arguments[nameless] <- lapply(arguments[nameless], without_vector_names)
    call_python(target, arguments, convert)
  }
}
