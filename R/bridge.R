# The only file that speaks to reticulate: everything else in the package goes through these words.

state <- new.env(parent = emptyenv())
state$ready <- FALSE
state$errors <- list()
state$seen <- list()

loaded <- function(module) {
  start_python()
  reticulate::import(.subset2(module, "module"))
}

# Called on load: states what is wanted and where the Python package lies, and starts no Python.
connect <- function(path) {
  state$late <- reticulate::py_available(initialize = FALSE)
  # A Python that runs already may refuse to have anything added.
  if (can_require()) {
    require <- getExportedValue("reticulate", "py_require")
    add <- function() require(requirements(), python_version = if (!state$late) ">=3.10")
    if (state$late) try(add(), silent = TRUE) else add()
  }
  action <- function(...) reticulate::import("sys", convert = FALSE)$path$insert(0L, path)
  if (state$late) return(action())
  setHook("reticulate.onPyInit", action)
  # Nothing asks for this module: it tells reticulate in which environment to look first.
  state$hint <- reticulate::import("tensorflow", delay_load = list(priority = 10, environment = "r-prelayer"))
}

can_require <- function() "py_require" %in% getNamespaceExports("reticulate")

# Importing prelayer first keeps TensorFlow's start-up lines out of sight.
start_python <- function() {
  if (state$ready) return(invisible())
  found <- look_around()
  problems <- problems_of(found)
  if (length(problems) > 0) stop_without_python(problems)
  for (sentence in ignored_setting(found)) rlang::warn(sentence)
  py_try(reticulate::import("prelayer"))
  state$ready <- TRUE
}

#' What R, reticulate and Python are at hand; starts Python, but not TensorFlow
#' @noRd
look_around <- function() {
  config <- tryCatch(reticulate::py_config(), error = function(error) NULL)
  if (is.null(config)) found_so_far() else found_in(config)
}

#' What is at hand, without starting Python
#' @noRd
look_from_outside <- function() {
  if (reticulate::py_available(initialize = FALSE)) return(look_around())
  config <- discovered()
  if (is.null(config)) found_so_far() else found_in(config)
}

# The Python that reticulate would start; NULL where it would make one first.
discovered <- function() {
  settings <- c(
    RETICULATE_USE_MANAGED_VENV = "no", RETICULATE_AUTOCREATE_PACKAGE_VENV = "no",
    RETICULATE_MINICONDA_ENABLED = "FALSE"
  )
  if (Sys.getenv("RETICULATE_PYTHON") == "managed") return(NULL)
  makes_one <- can_require() && !tolower(Sys.getenv("RETICULATE_USE_MANAGED_VENV")) %in% c("no", "false", "0")
  # It says what it looks at, and not at, and prints errors that it goes on from.
  before <- options(show.error.messages = FALSE)
  on.exit(options(before))
  config <- with_settings(settings, tryCatch(
    suppressWarnings(suppressMessages(reticulate::py_discover_config("tensorflow", "r-prelayer"))),
    error = function(error) NULL
  ))
  if (is.null(config) || makes_one && !is_chosen(config)) NULL else config
}

#' Make a virtual environment with the packages, or add them to the one that is there
#' @noRd
make_environment <- function(name, python, packages) {
  # R's own library path may hold another libpython, with which pip has no TLS.
  with_settings(c(LD_LIBRARY_PATH = ""), {
    if (!reticulate::virtualenv_exists(name)) {
      reticulate::virtualenv_create(name, python = python, packages = NULL)
    }
    reticulate::virtualenv_install(name, packages, ignore_installed = FALSE)
  })
  if (!reticulate::py_available(initialize = FALSE)) reticulate::use_virtualenv(name, required = TRUE)
  reticulate::virtualenv_python(name)
}

#' A Python callable (a layer, a model) as an R function
#'
#' It takes R values, fails as R does, and stays the Python object that it was: `$` works, and so
#' does giving it back to Python.
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

# The function that reticulate makes of a callable; for layers keras3 would put one with rules of its own in its place.
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
  arguments <- border(arguments, convert, labels)
  py_try(do.call(listening(target, Filter(is_python, arguments)), arguments, quote = TRUE))
}

signature_of <- function(object) reticulate::import("inspect", convert = FALSE)$signature(object)$parameters

# The uncut message of a condition. Recent versions of reticulate signal the Python exception itself; older ones signal
# an R condition with a shortened message.
full_message <- function(error) {
  # Shortening the message of one long line fails there.
  if (inherits(error, "std::out_of_range")) return(last_exception())
  if (!inherits(error, "python.builtin.BaseException")) return(uncut(conditionMessage(error)))
  paste(reticulate::import("traceback")$format_exception_only(error), collapse = "")
}

# The exception that Python raised last, as reticulate begins its messages.
last_exception <- function() {
  last <- tryCatch(reticulate::py_last_error(), error = function(error) NULL)
  if (is.character(last$value)) paste0(last$type, ": ", last$value) else ""
}

# Conversions without rules, from which convert.R makes those with.
to_python <- function(x) reticulate::r_to_py(x)
as_tuple <- function(x) reticulate::tuple(unname(as.list(x))) # of one list, or a tuple in a tuple of one is lost
as_numpy <- function(x) {
  if (any(bytes <- is_bytes(x))) return(with_bytes(as_numpy(replace(x, bytes, "")), bytes, x[bytes]))
  if (is.raw(x)) return(raw_as_numpy(x))
  # R's numbers are not copied; np_array() would, to have them row by row.
  array <- numpy()$asarray(as_array_of_python(x))
  if (inherits(x, "integer64")) array$view("int64") else array
}
# A vector that becomes an array of R first is copied; as a column of a data frame it is not.
as_array_of_python <- function(x) {
  as_columns <- get0("r_convert_dataframe", asNamespace("reticulate"), mode = "function")
  is_plain <- is.numeric(x) && !is.object(x) && is.null(dim(x))
  if (is.null(as_columns) || !is_plain) return(to_python(as.array(unclass(x))))
  reticulate::py_get_item(as_columns(list(x = x), FALSE), "x")
}
# reticulate makes bytes of raw vectors, and nothing of raw matrices.
raw_as_numpy <- function(x) {
  flat <- numpy()$array(to_python(as.vector(x)), dtype = "uint8")
  flat$reshape(as_tuple(as.list(if (is.null(dim(x))) length(x) else dim(x))), order = "F")
}
as_one <- function(x) if (is_bytes(x)) bytes_of(x) else if (is.raw(x)) raw_as_numpy(x)$item() else to_python(x)
as_fed <- function(array, argument, owner, gaps, na) {
  gaps <- if (!is.null(gaps)) as_numpy(gaps)
  reticulate::import("prelayer.data.feed", convert = FALSE)$feed(array, sprintf("`%s`", argument), owner, gaps, na)
}
as_ragged_tensor <- function(values, lengths) {
  reticulate::import("tensorflow")$RaggedTensor$from_row_lengths(values, as_numpy(lengths))
}
numpy <- function() reticulate::import("numpy", convert = FALSE)
bytes_of <- function(x) builtins()$bytes(charToRaw(x))
with_bytes <- function(array, places, values) {
  reticulate::py_set_item(array, as_numpy(places), lapply(as.character(values), bytes_of))
  array
}
# The array with None where `gaps` is TRUE.
with_none <- function(array, gaps) {
  reticulate::py_set_item(array, as_numpy(gaps), NULL)
  array
}
marked_data <- function() reticulate::import("prelayer.marked", convert = FALSE)
# Data goes through it as it is.
model_inputs <- function() {
  start_python()
  reticulate::import("prelayer.adapt.model_inputs", convert = FALSE)
}
as_marked <- function(array, gaps = NULL, levels = NULL) {
  marked_data()$Marked(
    array, if (!is.null(gaps)) as_numpy(gaps),
    levels = if (!is.null(levels)) as_list(levels)
  )
}
as_list <- function(x) to_python(as.list(unname(x)))
as_frame <- function(names, columns) marked_data()$frame(as.list(names), unname(columns))
builtins <- function() reticulate::import_builtins(convert = FALSE)
as_dict <- function(x) {
  dict <- builtins()$dict()
  for (key in names(x)) reticulate::py_set_item(dict, key, x[[key]])
  dict
}

big_int <- function(x) if (is_scalar(x)) builtins()$int(x) else as_list(lapply(unclass(x), builtins()$int))

#' A Python value as an R value
#'
#' A tuple or list is an unnamed list, a dict a named list, each element in turn; tensors stay.
#' @noRd
as_r <- function(x) {
  if (!is_python(x)) return(if (is.list(x)) lapply(x, as_r) else x)
  kind <- sub("^python\\.builtin\\.", "", class(x)[[1]])
  switch(kind,
    tuple = ,
    list = lapply(items_of(x), as_r),
    dict = stats::setNames(lapply(items_of(x$values()), as_r), vapply(items_of(x$keys()), as_text, "")),
    # reticulate would wrap an int past 32 bits around.
    int = whole_numbers(reticulate::py_to_r(builtins()$float(x))),
    float = ,
    bool = ,
    str = ,
    NoneType = reticulate::py_to_r(x),
    with_own_methods(x)
  )
}

# A Python method that returns plain data, in which whole numbers keep their value.
with_r_numbers <- function(method, name) {
  numbers <- reticulate::import("prelayer.data.r_numbers", convert = FALSE)
  plain <- reference_of(method)
  function(...) reticulate::py_to_r(numbers$with_r_numbers(reticulate::py_call(plain, ...), name))
}

items_of <- function(x) each_item(builtins()$iter(x), simplify = FALSE)

each_item <- function(iterator, ...) reticulate::iterate(iterator, ...)
next_item <- function(iterator, at_end) reticulate::iter_next(iterator, at_end)

# The same Python object as another object of R.
new_reference <- function(x) reticulate::py_get_item(as_tuple(list(x)), 0L)

# Whether reticulate, or keras3 in a list, may have wrapped ints past 32 bits around.
is_wrapped <- function(found) is.integer(found) && is.null(dim(found))

member_of <- function(object, name) reticulate::py_get_attr(object, name)

has_member <- function(object, name) reticulate::py_has_attr(object, name)

has_values <- function(tensor) has_member(tensor, "numpy")

# As Python shows it in a list: text in quotes.
quoted <- function(x) reticulate::py_repr(to_python(x))

#' A tensor's values, its strings decoded from UTF-8
#' @noRd
values_of <- function(tensor) {
  # A variable of Keras knows its dtype by name.
  if (is.character(tensor$dtype)) tensor <- tf$convert_to_tensor(tensor)
  dtype <- tensor$dtype$name
  if (dtype == "string") return(strings_of(tensor))
  if (dtype %in% c("bfloat16", "float16")) tensor <- tf$cast(tensor, "float32")
  if (dtype %in% c("uint32", "uint64")) tensor <- tf$cast(tensor, "float64")
  values <- tensor$numpy()
  if (dtype %in% c("int64", "uint32", "uint64")) whole_numbers(values) else values
}

strings_of <- function(tensor) {
  flat <- numpy()$ravel(numpy()$asarray(tensor), order = "F")$tolist()
  decoded <- tryCatch(
    builtins()$list(builtins()$map(builtins()$bytes$decode, flat)),
    error = function(error) {
      stop_prelayer("`x` must hold UTF-8, but it does not. Mend it first, with tf$strings$unicode_transcode().")
    }
  )
  as.character(without_nul(reticulate::py_to_r(decoded)))
}

# A string of R ends at NUL, so it cannot hold one.
without_nul <- function(expr) {
  tryCatch(expr, `Rcpp::embedded_nul_in_string` = function(error) {
    stop_prelayer(paste(
      "Text with NUL in it cannot be text of R. Replace NUL first, as by",
      "tf$strings$regex_replace(x, \"\\\\x00\", \" \")."
    ))
  })
}

# A layer's tokens as a vector. Bytes that are no UTF-8, which reticulate would drop, stay what they are.
tokens_of <- function(layer, include_special_tokens = TRUE) {
  operator <- reticulate::import("operator", convert = FALSE)
  each <- function(items, method, ...) builtins()$list(builtins()$map(operator$methodcaller(method, ...), items))
  list_them <- operator$methodcaller("get_vocabulary", include_special_tokens = include_special_tokens)
  tokens <- reticulate::py_call(list_them, layer)
  result <- as.vector(unlist(without_nul(reticulate::py_to_r(tokens))))
  if (!is.character(result)) return(whole_numbers(as.vector(reticulate::py_to_r(numpy()$asarray(tokens, "float64")))))
  # Latin-1 has a character for every byte.
  bytes <- each(each(tokens, "encode", "utf-8", "surrogateescape"), "decode", "latin-1")
  result <- iconv(unlist(reticulate::py_to_r(bytes)), "UTF-8", "ISO-8859-1")
  Encoding(result) <- ifelse(validUTF8(result), "UTF-8", "unknown")
  result
}

# Not py_str(), of which tensorflow has methods.
as_text <- function(x) reticulate::import_builtins()$str(x)

# A Python iterator over what R makes of each item; an R error in it comes through.
mapped_iterator <- function(iterable, fun) reticulate::import_builtins()$map(fun, listened(iterable))

docstring_of <- function(object) reticulate::import("inspect")$getdoc(object)
