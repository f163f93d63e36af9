# Converts Python exceptions to R errors.

#' Evaluate, and convert a Python exception to an error of class `prelayer_error`
#'
#' The condition has the exception's full text as `python`, its class as `exception`, and its fields as `owner`,
#' `argument` and `fields`. If an R error in a function called by Python caused the exception, that R error is signaled
#' again, unless the exception names an argument. KeyboardInterrupt becomes an interrupt.
#' @noRd
py_try <- function(expr) {
  withCallingHandlers(expr, error = function(error) {
    if (inherits(error, "prelayer_error")) return()
    full <- full_message(error)
    if (is_interrupt(full)) rlang::interrupt()
    if (grepl("object is from previous session", full, fixed = TRUE)) stop_of_another_session()
    if (!is_python_error(error, full)) return()
    fields <- error_fields(error, full)
    cause <- r_error_in(full)
    if (!is.null(cause) && is.null(fields$argument)) stop(cause)
    stop_fields(fields, python = full, exception = exception_class(full))
  })
}

# Recent versions of reticulate signal their own error for an interrupt during the lookup of the class of an object.
# Version 1.28 does so for one that R code outside of the Python call handles, where an R function is interrupted.
is_interrupt <- function(message) {
  grepl("^KeyboardInterrupt\\b|^Exception raised by 'inspect\\.getmro", message) ||
    grepl("^(RuntimeError: )?\\(Unknown exception occurred\\)", message)
}

# Python receives only the message of an R error, so the condition is recorded for `py_try()` to signal again.
recording_errors <- function(fun) {
  function(...) {
    withCallingHandlers(fun(...), error = function(error) {
      # Several threads may have raised errors before the first one is reported.
      if (is_r_error(error)) state$errors <- utils::tail(c(state$errors, list(error)), 20)
    })
  }
}

is_r_error <- function(error) {
  message <- conditionMessage(error)
  nzchar(message) && (inherits(error, "prelayer_error") || !is_python_error(error, message))
}

# The recorded R error whose message is contained in that of a Python exception, or NULL.
r_error_in <- function(message) {
  sentences <- vapply(state$errors, conditionMessage, "")
  found <- vapply(sentences, grepl, NA, x = message, fixed = TRUE)
  if (!any(found)) return(NULL)
  error <- state$errors[[which.max(found * nchar(sentences))]]
  state$errors <- state$errors[!found]
  error
}

# Whether Python rejected the type or value of an argument.
is_refusal <- function(error) {
  isTRUE(error$exception %in% c("PrelayerError", "TypeError", "ValueError", "InvalidArgumentError"))
}

is_python_error <- function(error, message) {
  inherits(error, c("python.builtin.BaseException", "Rcpp::exception")) ||
    grepl(paste0("^", heading), message, perl = TRUE)
}

# The message of a Python exception in R's syntax; NULL for an error raised in R.
python_sentence <- function(error, message = full_message(error)) {
  if (is_python_error(error, message)) format_fields(error_fields(error, message))
}

error_fields <- function(error, message) {
  exception <- if (inherits(error, "python.builtin.BaseException")) error else without_advice(message)
  fields <- jsonlite::parse_json(fields_of_exception(exception))
  for (name in c("rule", "value", "remedy")) {
    if (!is.null(fields[[name]])) fields[[name]] <- format_parts(fields[[name]])
  }
  if (!is.null(fields$rule)) fields$rule <- paste("be", fields$rule)
  fields
}

# Without what reticulate says about its own functions.
without_advice <- function(message) sub("\n*(Run|See) `?reticulate.*py_last_error.*$", "", message)

# Older versions of reticulate cut the middle out of long messages, which is where Keras states the problem.
uncut <- function(message, last = last_exception()) {
  start <- sub(paste0("^", heading), "", strsplit(message, cut_mark, fixed = TRUE)[[1]][[1]], perl = TRUE)
  is_cut <- grepl(cut_mark, message, fixed = TRUE)
  if (is_cut && grepl(trimws(start), last, fixed = TRUE)) last else message
}

cut_mark <- "<... omitted ...>"

heading <- "(?:[[:alnum:]_]+\\.)*[[:alnum:]_]*(?:Error|Exception|Interrupt|Iteration): "

exception_class <- function(message) {
  found <- regmatches(message, regexpr(paste0("^", heading), message, perl = TRUE))
  sub(".*\\.", "", sub(": $", "", c(found, "")[[1]]))
}
