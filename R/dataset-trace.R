# Tracing of R functions: each is called once, on the main thread, with placeholders, to build a graph, and never
# again, whichever threads run the graph afterwards.

# Traces the functions of a verb, given as `list(argument = a_function(...))`: `use` passes their graphs to Python, in
# that order, and returns the result.
with_graphs <- function(owner, functions, use) {
  failure <- NULL
  note <- function(error) {
    failure <<- error
    stop(error)
  }
  graphs <- Map(function(one, argument) graph_of(one, owner, argument, note), functions, names(functions))
  # Signal the original R error, not the Python exception that wraps it.
  tryCatch(
    py_try(do.call(use, unname(graphs), quote = TRUE)),
    error = function(error) stop(if (is.null(failure)) error else failure)
  )
}

# `takes` describes the arguments that a function gets (dataset-arguments.R), `result` converts its return value for
# TensorFlow (dataset-results.R).
a_function <- function(fun, takes, result = as_tensors) list(fun = fun, takes = takes, result = result)

# For arguments whose NULL lets TensorFlow choose.
optional_function <- function(fun, ...) if (!is.null(fun)) a_function(fun, ...)

graph_of <- function(one, owner, argument, note) {
  fun <- one$fun
  if (is.null(one) || is_python(fun) && !is_layer(fun)) return(fun)
  body <- mapped_function(fun, one$takes, owner, argument)
  traced <- function(...) {
    tryCatch(
      {
        shown <- structures(fun, one$takes)
        value <- without_r_random(
          in_its_words(body, fun, ..., owner = owner, argument = argument), owner, argument, shown
        )
        # tuple() and list() are equivalent.
        one$result(as_list_of_r(value), owner, argument, shown)
      },
      error = note
    )
  }
  # AutoGraph rewrites the source of Python functions, and an R function has none.
  tf$autograph$experimental$do_not_convert(traced)
}

mapped_function <- function(fun, takes, owner, argument) {
  if (is_layer(fun)) return(on_first(as_callable(fun)))
  if (!is.function(fun) && !rlang::is_formula(fun, lhs = FALSE)) {
    rule <- "be a function, a formula such as ~ list(.x, .y) or a layer"
    stop_argument(argument, rule, describe_class(fun), owner = owner)
  }
  check_arity(fun, takes, owner, argument)
  rlang::as_function(fun)
}

# A layer transforms the features; targets and weights are returned unchanged.
on_first <- function(layer) {
  function(first, ...) {
    result <- advising_names(layer(first), first)
    if (...length() == 0) result else list(result, ...)
  }
}

# Some layers take named features, others one tensor.
advising_names <- function(expr, features) {
  if (is_python(features) || is.null(names(features))) return(expr)
  tryCatch(expr, prelayer_error = function(error) {
    if (!is_refusal(error)) stop(error)
    stop(with_hints(error, sprintf(
      "The features have names: dataset_map(dataset, %s = ...) applies a layer to one of them.", names(features)[[1]]
    )))
  })
}

in_its_words <- function(body, fun, ..., owner, argument) {
  # Positions in an unconverted nested tuple would count from 0.
  arguments <- lapply(list(...), function(x) with_whole_names(as_r(x)))
  tryCatch(do.call(body, arguments, quote = TRUE), error = function(error) {
    if (inherits(error, "prelayer_no_values")) {
      rule <- "not look at values, because it runs once, to build a graph, with placeholders that have none"
      stop_argument(argument, rule, remedy = paste0(advice(fun), "; see ?datasets."), owner = owner)
    }
    if (inherits(error, "prelayer_error") && !is.null(error$owner)) stop(error)
    sentence <- sprintf("`%s` failed while its graph was built: %s", argument, reason_of(error, fun))
    stop_prelayer(sentence, owner, argument, python = error$python, exception = error$exception)
  })
}

reason_of <- function(error, fun) {
  sentence <- if (inherits(error, "prelayer_error")) conditionMessage(error) else python_sentence(error)
  if (!is.null(sentence) && !is.null(error$python)) return(with_null_told(sentence))
  if (is.null(sentence)) sentence <- sub("^\\(converted from warning\\) ", "", conditionMessage(error))
  known <- if (length(translations_in(fun)) > 0) paste0(advice(fun), "; see ?datasets.") else "See ?datasets."
  paste(sub("[.]?$", ".", sentence), "Its arguments are placeholders without values.", known)
}

# A misspelled name in `.x$name` is NULL, and the errors of Keras and TensorFlow do not say where it comes from.
with_null_told <- function(sentence) {
  if (!startsWith(sentence, "None values not supported")) return(sentence)
  "NULL values are not supported. A name that does not exist gives NULL, as in .x$name."
}

without_r_random <- function(value, owner, argument, structures = "") {
  seed <- function() get0(".Random.seed", globalenv(), inherits = FALSE)
  before <- seed()
  force(value)
  if (!identical(before, seed())) {
    rule <- paste(
      "not draw random numbers in R, because it runs once, to build a graph, and every element would get",
      "the same ones"
    )
    stop_argument(argument, rule, remedy = c("Use tf$random or a random layer.", structures), owner = owner)
  }
  value
}
