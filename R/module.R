# Python modules and objects, whose members convert R values by the rules of convert-values.R.

# A Python module by name, which is loaded when its first member is accessed; its functions
# convert R values by the rules of convert-values.R and raise R errors.
python_module <- function(name) structure(list(module = name), class = "prelayer_module")

#' TensorFlow's functions
#'
#' Python's `tensorflow` module, loaded when its first member is accessed. Its functions, and those
#' of its submodules and classes, convert R values by the rules of this package and raise R errors.
#'
#' A number written without a fraction, as in `tf$expand_dims(x, 0)`, is a double in R. TensorFlow
#' receives it as a float, so `tf$constant(1)` is 1.0. Only if TensorFlow rejects the call is it
#' repeated, with as few arguments as possible converted to integers, the last ones first; if all calls
#' are rejected, the error is raised. `0L` is always an integer. Methods of objects, as in
#' `dataset$batch(2L)`, follow the rules of reticulate and require the `L`.
#'
#' @format A Python module: its members are accessed with `$`.
#' @family tensors
#' @seealso [conversion] lists the rules between R and Python.
#' @eval search_words("TensorFlow functions", "tensorflow module", "Python")
#' @examplesIf has_python()
#' tf$data$AUTOTUNE
#' tf$constant(c(1, 2))
#' tf$expand_dims(c(1, 2), 0)
#' tf$strings$upper("a")
#' @export
tf <- python_module("tensorflow")
keras <- python_module("keras")
prelayer <- python_module("prelayer")
checks <- python_module("prelayer._core.check")
keras_file <- python_module("prelayer.export.save_model")
placements <- python_module("prelayer.pipeline.preprocessor.where_to_run")
label_decoder <- python_module("prelayer.data.decode_labels")
head_rows <- python_module("prelayer.utils.dataset_rows")
layer_panels <- python_module("prelayer.plot.layer_panels")

#' @export
`$.prelayer_module` <- function(x, name) {
  found <- py_try(member(loaded(x), name))
  module <- .subset2(x, "module")
  if (module == "tensorflow") return(in_tensorflow(found))
  if (!is.function(found)) return(found)
  as_callable(found, convert = as_argument, run = with_whole_numbers(module, name))
}

# The names of a Python function's arguments.
parameters_of <- function(object) {
  # Functions written in C may have no signature.
  tryCatch(vapply(items_of(builtins()$list(signature_of(object))), as_text, ""), error = function(error) "inputs")
}

# A submodule or class of TensorFlow, whose members follow the same rules.
#' @export
`$.prelayer_scope` <- function(x, name) in_tensorflow(py_try(NextMethod()))

in_tensorflow <- function(found) {
  if (is.function(found)) found <- as_callable(found, convert = as_argument, run = call_as_it_fits)
  if (inherits(found, c("python.builtin.module", "python.builtin.type"))) {
    class(found) <- unique(c("prelayer_scope", class(found)))
  }
  found
}

# Methods of this package's layers, such as layer$adapt().
#' @export
`$.prelayer.Layer` <- function(x, name) { # nolint: object_name_linter.
  found <- py_try(NextMethod())
  vector <- is_wrapped(found)
  if (vector) found <- member_of(x, name)
  if (inherits(found, "python.builtin.list")) {
    items <- lapply(items_of(found), as_r)
    return(if (vector && class(found)[[1]] == "python.builtin.list") unlist(items) else items)
  }
  if (vector) return(as_r(found))
  if (!is.function(found)) return(with_own_methods(found))
  as_callable(
    found,
    convert = if (name %in% takes_data) as_layer_input else as_argument,
    run = function(target, ...) {
      if (name %in% returns_plain_data) target <- with_r_numbers(found, name)
      call_python(target, ..., labels = parameters_of(found))
    }
  )
}

returns_plain_data <- c("get_config", "get_vocabulary", "table")

takes_data <- c("adapt", "update_state", "call", "inverse")

member <- function(object, name) eval(call("$", object, as.name(name)))

#' @importFrom utils .DollarNames
#' @method .DollarNames prelayer_module
#' @export
.DollarNames.prelayer_module <- function(x, pattern = "") { # nolint: object_name_linter.
  utils::.DollarNames(loaded(x), pattern)
}

#' @export
print.prelayer_module <- function(x, ...) {
  cat("Module(", .subset2(x, "module"), ")\n", sep = "")
  invisible(x)
}

# Numbers are first passed as floats, which they are in R. If the call is rejected, as few arguments as possible are
# converted to ints: converting data unnecessarily would, for example, turn a division into an integer division.
call_as_it_fits <- function(target, arguments, convert) {
  tryCatch(call_python(target, arguments, convert, parameters_of(target)), prelayer_error = function(error) {
    if (!is_refusal(error)) stop(error)
    call_with_ints(target, arguments, convert, error)
  })
}

call_with_ints <- function(target, arguments, convert, error) {
  ints <- lapply(arguments, whole_options)
  for (chosen in choices(which(!mapply(identical, ints, arguments)))) {
    arguments_now <- replace(arguments, chosen, ints[chosen])
    result <- tryCatch(list(call_python(target, arguments_now, convert)), prelayer_error = identity)
    if (is.list(result) && !inherits(result, "condition")) return(result[[1]])
    error <- result
  }
  stop(error)
}

# The subsets of the positions, small ones first, and among these the later positions first.
choices <- function(places) {
  sizes <- if (length(places) > most_to_choose) c(1, length(places)) else seq_along(places)
  sets <- function(size) rev(utils::combn(length(places), size, function(set) places[set], simplify = FALSE))
  unlist(lapply(sizes, sets), recursive = FALSE)
}

most_to_choose <- 4
