# An R function becomes a graph: it is called once, on the main thread, with placeholders, and never
# again, however many threads run the graph afterwards.

# `use` hands the traced function to Python and gives back what Python makes of it.
with_traced <- function(fun, dataset, owner, argument, use) {
  if (is_python(fun) && !is_layer(fun)) return(py_try(use(fun)))
  body <- mapped_function(fun, element_spec(dataset), owner, argument)
  failure <- NULL
  traced <- function(...) {
    tryCatch(
      graph_value(without_r_random(body, ..., owner = owner, argument = argument), owner, argument),
      error = function(error) {
        failure <<- error
        stop(error)
      }
    )
  }
  # AutoGraph rewrites the source of Python functions, and an R function has none.
  graph <- tf$autograph$experimental$do_not_convert(traced)
  tryCatch(py_try(use(graph)), error = function(error) {
    stop_with(if (is.null(failure)) error else failure, owner, argument)
  })
}

# The R error itself is told, not what became of it on its way through Python.
stop_with <- function(error, owner, argument) {
  if (inherits(error, "prelayer_no_values")) {
    stop_prelayer(sprintf(paste(
      "%s: `%s` must not look at values, because it runs once, to build a graph, with placeholders that have none.",
      "Use R's operators and TensorFlow's functions, such as tf$strings$upper() for toupper() and tf$strings$join()",
      "for paste(); see ?datasets."
    ), owner, argument))
  }
  if (inherits(error, "prelayer_error")) stop(error)
  reason <- python_sentence(error)
  if (is.null(reason)) {
    reason <- paste0(
      sub("[.]?$", ".", conditionMessage(error)), " Its arguments are placeholders without values; see ?datasets."
    )
  }
  stop_prelayer(sprintf("%s: `%s` failed while its graph was built: %s", owner, argument, reason))
}

is_layer <- function(x) py_kind(x) %in% c("layer", "sequential", "model")

mapped_function <- function(fun, spec, owner, argument) {
  if (is_layer(fun)) return(on_first(as_callable(fun)))
  if (!is.function(fun) && !rlang::is_formula(fun, lhs = FALSE)) {
    stop_prelayer(sprintf(
      "%s: `%s` must be a function, a formula such as ~ list(.x, .y) or a layer, but it is %s.",
      owner, argument, describe_class(fun)
    ))
  }
  check_arity(fun, spec, owner, argument)
  rlang::as_function(fun)
}

# A layer transforms the features, and what stands beside them passes by.
on_first <- function(layer) {
  function(first, ...) if (...length() == 0) layer(first) else list(layer(first), ...)
}

check_arity <- function(fun, spec, owner, argument) {
  given <- length(components(spec))
  takes <- arity(fun)
  if (given >= takes$least && given <= takes$most) return(invisible())
  stop_prelayer(sprintf(
    "%s: `%s` must take %s, but it takes %s. An element is %s.",
    owner, argument, if (is_tuple(spec)) {
      sprintf("%s, one for each entry of an element", count_arguments(given))
    } else {
      "1 argument, because an element is not a tuple"
    }, takes$words, describe_element(spec)
  ))
}

count_arguments <- function(n) sprintf("%d argument%s", n, if (n == 1) "" else "s")

arity <- function(fun) {
  if (rlang::is_formula(fun)) return(arity_of_formula(fun))
  arguments <- formals(args(fun))
  dots <- names(arguments) == "..."
  named <- arguments[!dots]
  needed <- vapply(named, rlang::is_missing, NA)
  words <- sprintf("%s (%s)", count_arguments(length(named)), paste(names(named), collapse = ", "))
  list(
    least = sum(needed), most = if (any(dots)) Inf else length(named),
    words = if (length(named) == 0) "none" else words
  )
}

# A formula takes what it names: .x or . is the first entry, .y the second, ..3 the third.
arity_of_formula <- function(formula) {
  used <- all.names(formula)
  places <- c(.x = 1, . = 1, .y = 2)[used]
  numbered <- as.numeric(sub("..", "", grep("^\\.\\.[0-9]+$", used, value = TRUE), fixed = TRUE))
  least <- max(0, places, numbered, na.rm = TRUE)
  list(least = least, most = Inf, words = sprintf("at least %s (%s)", least, rlang::as_label(formula)))
}

graph_value <- function(value, owner, argument) {
  if (!holds_tensor(value)) {
    stop_prelayer(sprintf(paste(
      "%s: `%s` must return a tensor or a list of tensors, but it returned %s.",
      "It runs once, to build a graph, so an R value would be the same for every element;",
      "tf$constant() makes a constant where that is meant."
    ), owner, argument, describe_class(value)))
  }
  as_py(value, paste0(argument, "()"))
}

holds_tensor <- function(x) {
  is_python(x) || (is.list(x) && any(vapply(x, holds_tensor, NA)))
}

without_r_random <- function(fun, ..., owner, argument) {
  seed <- function() get0(".Random.seed", globalenv(), inherits = FALSE)
  before <- seed()
  value <- fun(...)
  if (!identical(before, seed())) {
    stop_prelayer(sprintf(paste(
      "%s: `%s` must not draw random numbers in R, because it runs once, to build a graph, and every",
      "element would get the same ones; use tf$random or a random layer."
    ), owner, argument))
  }
  value
}
