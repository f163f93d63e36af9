# Signals R errors with the fields that Python's have.

#' Signal an error: "<owner>: `<argument>` must <rule>, not <value>. <remedy>"
#'
#' The condition has these fields.
#' @param rule What follows "must", as in "be a path".
#' @param value The description of the value, or NULL.
#' @param remedy Sentences, of which empty ones are left out.
#' @param found A clause in place of the value: "must have names, but it has none".
#' @noRd
stop_argument <- function(argument, rule, value = NULL, remedy = NULL, owner = NULL, found = NULL, class = NULL) {
  stop_fields(argument_fields(argument, rule, value, remedy, owner, found), class)
}

argument_fields <- function(argument, rule, value = NULL, remedy = NULL, owner = NULL, found = NULL) {
  remedy <- remedy[nzchar(remedy)]
  fact <- if (!is.null(value)) paste(", not", value) else if (!is.null(found)) paste(", but", found)
  rest <- paste(c(paste0("` must ", rule, fact, "."), remedy), collapse = " ")
  list(
    owner = owner, argument = argument, rule = rule, value = value, found = found,
    remedy = if (length(remedy) > 0) paste(remedy, collapse = " "),
    parts = list(text_part("`"), list(kind = "argument", content = argument), text_part(rest))
  )
}

# An error that is not about the value of an argument, or whose sentence needs another form.
stop_prelayer <- function(sentence, owner = NULL, argument = NULL, ...) {
  stop_fields(list(owner = owner, argument = argument, parts = list(text_part(sentence))), ...)
}

text_part <- function(text) list(kind = "text", content = text)

# For code that reads values of placeholders; `in_its_words()` replaces the error by one about the user's function.
stop_without_values <- function(found, remedy = NULL) {
  stop_argument("x", "have values", found = found, remedy = remedy, class = "prelayer_no_values")
}

stop_fields <- function(fields, class = NULL, ...) {
  # Not rlang::abort(): its traceback compares the calls on the stack, which may contain the placeholders of a
  # graph, and these cannot be compared.
  stop(errorCondition(
    format_fields(fields), owner = fields$owner, argument = fields$argument, rule = fields$rule, value = fields$value,
    found = fields$found, remedy = fields$remedy, fields = fields,
    class = c(class, "prelayer_error"), call = user_call(), ...
  ))
}

# Evaluates, with another owner of errors, and another name of their argument.
owned_by <- function(owner, expr, argument = NULL) {
  tryCatch(expr, prelayer_error = function(error) {
    if (is.null(error$fields)) stop(error)
    fields <- error$fields
    fields$owner <- owner
    stop(with_fields(error, if (is.null(argument)) fields else renamed(fields, argument)))
  })
}

renamed <- function(fields, argument) {
  are_names <- vapply(fields$parts, function(part) part$kind == "argument", NA)
  fields$parts[are_names] <- list(list(kind = "argument", content = argument))
  if (!is.null(fields$argument)) fields$argument <- argument
  fields
}

# The error with hints after its sentence.
with_hints <- function(error, hints) {
  fields <- error$fields
  end <- if (endsWith(conditionMessage(error), ".")) " " else ". "
  fields$parts <- c(fields$parts, list(text_part(paste0(end, paste(hints, collapse = " ")))))
  with_fields(error, fields)
}

with_fields <- function(error, fields) {
  error[c("message", "owner", "argument", "fields")] <- list(
    format_fields(fields), fields$owner, fields$argument, fields
  )
  error
}

# The call of the user's code to this package that is being evaluated, without data that is part of it.
user_call <- function() {
  is_own <- function(frame) identical(topenv(environment(sys.function(frame))), topenv())
  frames <- Filter(is_own, seq_len(sys.nframe()))
  if (length(frames) == 0) return(NULL)
  call <- sys.call(frames[[1]])
  if (!is.symbol(call[[1]]) || !as.character(call[[1]]) %in% getNamespaceExports(topenv())) return(NULL)
  is_short <- function(part) is.language(part) || length(part) == 1 && is.atomic(part)
  if (all(vapply(as.list(call), is_short, NA))) call else call[1]
}
