# The only file that speaks to reticulate: everything else in the package goes through these words.

#' TensorFlow, Keras and prelayer's own Python package
#'
#' `tf` is Python's `tensorflow` module, loaded when it is first used: `tf$data$AUTOTUNE`,
#' `tf$constant(1)`.
#'
#' @format A Python module.
#' @returns A Python module, whose functions are called with `$`.
#' @family Python
#' @examplesIf prelayer:::has_python()
#' tf$data$AUTOTUNE
#' @export
tf <- NULL

# Filled when the package is loaded, like `tf`.
keras <- NULL

# Calls through `prelayer$` obey the rules of the border: see `as_argument()` and `py_try()`.
prelayer <- structure(list(), class = "prelayer_python")

modules <- new.env(parent = emptyenv())

#' @export
`$.prelayer_python` <- function(x, name) {
  member <- py_try(member_of(modules$prelayer, name))
  if (is.function(member)) checked(member) else member
}

member_of <- function(object, name) eval(call("$", object, as.name(name)))

# A Python callable as an R function whose arguments are converted and whose errors are R's.
checked <- function(callable, convert = as_argument) {
  force(callable)
  function(...) py_try(do.call(callable, border(list(...), convert), quote = TRUE))
}

border <- function(arguments, convert) {
  labels <- rlang::names2(arguments)
  labels[labels == ""] <- "inputs"
  Map(convert, arguments, labels)
}

# Delayed modules, the path to the Python package, and the wanted versions. No Python starts here.
connect <- function(path) {
  if (tolower(Sys.getenv("TF_CPP_MIN_LOG_LEVEL")) == "") Sys.setenv(TF_CPP_MIN_LOG_LEVEL = "3")
  if (can_require()) getExportedValue("reticulate", "py_require")(requirements(), python_version = ">=3.10")
  on_start(function() {
    sys <- reticulate::import("sys", convert = FALSE)
    sys$path$insert(0L, path)
  })
  list(tf = delayed("tensorflow"), keras = delayed("keras"), prelayer = delayed("prelayer"))
}

on_start <- function(action) {
  if (reticulate::py_available(initialize = FALSE)) {
    action()
  } else {
    setHook("reticulate.onPyInit", action)
  }
}

delayed <- function(module) {
  reticulate::import(module, delay_load = list(
    priority = 10,
    environment = "r-prelayer",
    on_error = function(error) stop_without_python(module, conditionMessage(error))
  ))
}

can_require <- function() "py_require" %in% getNamespaceExports("reticulate")

# reticulate learned NumPy 2 in 1.40.
requirements <- function() {
  numpy <- if (utils::packageVersion("reticulate") < "1.40") "numpy>=1.26,<2" else "numpy>=1.26"
  c("tensorflow>=2.18", numpy, "datasketches")
}

#' Evaluate Python, and turn its exceptions into R errors
#' @noRd
py_try <- function(expr) {
  withCallingHandlers(expr, error = function(error) {
    if (inherits(error, "prelayer_error")) return()
    sentence <- python_sentence(error)
    if (!is.null(sentence)) stop_prelayer(sentence)
  })
}

stop_prelayer <- function(sentence) {
  rlang::abort(in_r_words(sentence), class = "prelayer_error", call = NULL)
}

# The message of a Python exception; NULL for an error that R made.
python_sentence <- function(error) {
  message <- conditionMessage(error)
  pattern <- "^(?:[[:alnum:]_]+\\.)*[[:alnum:]_]*(?:Error|Exception|Interrupt|Iteration): "
  from_python <- inherits(error, c("python.builtin.BaseException", "Rcpp::exception", "rpytools.ForwardedException"))
  if (!from_python && !grepl(pattern, message)) return(NULL)
  sub(pattern, "", unwrapped(message))
}

# Keras puts a layer's own message between a heading and a list of the arguments.
unwrapped <- function(message) {
  inner <- regmatches(message, regexec("\033\\[1m(.*?)\033\\[0m", message))[[1]]
  text <- if (length(inner) == 2) inner[[2]] else message
  trimws(sub("\n*(Run|See) `?reticulate::py_last_error.*$", "", text))
}

in_r_words <- function(sentence) {
  words <- c("\\bNone\\b(?! of)" = "NULL", "\\bTrue\\b" = "TRUE", "\\bFalse\\b" = "FALSE")
  for (word in names(words)) sentence <- gsub(word, words[[word]], sentence, perl = TRUE)
  sentence
}

is_python <- function(x) inherits(x, "python.builtin.object")

#' What a Python object is, in the words of this package
#' @noRd
py_kind <- function(x) {
  if (!is_python(x)) return("other")
  is_a <- function(pattern) any(grepl(pattern, class(x)))
  if (is_a("^keras\\..*\\.KerasTensor$")) "keras_tensor"
  else if (is_a("^keras\\..*\\.Sequential$")) "sequential"
  else if (is_a("^keras\\..*\\.Model$")) "model"
  else if (is_a("^keras\\..*\\.Layer$")) "layer"
  else if (is_a("^tensorflow\\.python\\..*\\.DatasetV2$")) "dataset"
  else if (is_a("^tensorflow\\.python\\..*\\.(Tensor|RaggedTensor|SparseTensor|Variable)$")) "tensor"
  else "other"
}

# The few conversions that convert.R builds its rules from.
to_python <- function(x) reticulate::r_to_py(x)
as_tuple <- function(x) to_python(do.call(reticulate::tuple, unname(x), quote = TRUE))
as_dict <- function(x) {
  dict <- reticulate::import_builtins(convert = FALSE)$dict()
  for (key in names(x)) reticulate::py_set_item(dict, key, x[[key]])
  dict
}
as_numpy <- function(x) reticulate::np_array(unclass(x))
big_int <- function(x) {
  int <- reticulate::import_builtins(convert = FALSE)$int
  if (length(x) == 1) int(x) else lapply(x, int)
}

#' A Python value as an R value
#'
#' A tuple or list is an unnamed list, a dict a named list, each element in turn; tensors stay.
#' @noRd
as_r <- function(x) {
  if (is.list(x) && !is_python(x)) return(lapply(x, as_r))
  if (!inherits(x, c("python.builtin.tuple", "python.builtin.list", "python.builtin.dict"))) return(x)
  if (inherits(x, "python.builtin.dict")) {
    keys <- reticulate::py_to_r(reticulate::import_builtins(convert = FALSE)$list(x$keys()))
    return(stats::setNames(lapply(keys, function(key) as_r(reticulate::py_get_item(x, key))), keys))
  }
  lapply(seq_len(reticulate::py_len(x)) - 1L, function(i) as_r(reticulate::py_get_item(x, i)))
}

#' A Python callable (a layer or a model) as an R function
#'
#' It is called with R values and stays the Python object that it was: `$` and passing it back work.
#' @noRd
as_callable <- function(object) {
  call <- checked(callable_of(object), convert = as_py)
  attributes(call) <- list(class = class(object), py_object = attr(object, "py_object") %||% object)
  call
}

callable_of <- function(object) {
  if (is.function(object)) return(object)
  function(...) reticulate::py_call(object, ...)
}
`%||%` <- function(x, y) if (is.null(x)) y else x
has_python <- function() reticulate::py_module_available("tensorflow")
