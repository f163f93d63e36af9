# Converts Python exceptions to R errors with R syntax.

#' Evaluate, and convert a Python exception to an error of class `prelayer_error`
#'
#' The condition has the exception's full text as `python`, and its class as `exception`. If an R error in a function
#' called by Python caused the exception, that R error is signaled again, unless the exception names an argument and its
#' rule. KeyboardInterrupt becomes an interrupt.
#' @noRd
py_try <- function(expr) {
  withCallingHandlers(expr, error = function(error) {
    if (inherits(error, "prelayer_error")) return()
    full <- full_message(error)
    if (is_interrupt(full)) rlang::interrupt()
    sentence <- python_sentence(error, full)
    if (is.null(sentence)) return()
    cause <- r_error_in(full)
    if (!is.null(cause) && !is_rule(sentence)) stop(cause)
    stop_prelayer(in_r_words(sentence), python = full, exception = exception_class(full))
  })
}

# Whether a message names an argument and its rule, and so already reports the R error that the argument caused.
is_rule <- function(sentence) grepl("^\\w+: `\\w+` must be ", sentence)

# Recent versions of reticulate signal their own error for an interrupt during the lookup of the class of an object.
is_interrupt <- function(message) grepl("^KeyboardInterrupt\\b|^Exception raised by 'inspect\\.getmro", message)

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
  nzchar(conditionMessage(error)) &&
    (inherits(error, "prelayer_error") || is.null(python_sentence(error, conditionMessage(error))))
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

stop_prelayer <- function(sentence, class = NULL, ...) {
  # Not rlang::abort(): its traceback compares the calls on the stack, which may contain the placeholders of a
  # graph, and these cannot be compared.
  stop(errorCondition(sentence, class = c(class, "prelayer_error"), ...))
}

# For code that reads values of placeholders; `in_its_words()` replaces the message by one with the name of the verb.
stop_without_values <- function(sentence) stop_prelayer(sentence, class = "prelayer_no_values")

# Whether Python rejected the type or value of an argument.
is_refusal <- function(error) isTRUE(error$exception %in% c("TypeError", "ValueError", "InvalidArgumentError"))

# The message of a Python exception; NULL for an error raised in R.
python_sentence <- function(error, message = full_message(error)) {
  marks <- c("python.builtin.BaseException", "Rcpp::exception")
  if (!inherits(error, marks) && !grepl(paste0("^", heading), message, perl = TRUE)) return(NULL)
  message <- sub("\n*(Run|See) `?reticulate.*py_last_error.*$", "", unwrapped(message))
  message <- sub(paste0("^", heading), "", message, perl = TRUE)
  for (frame in c(frames, paste0("^", heading))) message <- sub(frame, "", message, perl = TRUE)
  asserted(trimws(message))
}

# The message of a failed assertion in a graph, followed by the values it refers to.
asserted <- function(message) {
  sub("(?s)^assertion failed: \\[(.*?:)\\] \\[(.*)\\]$", "\\1 \\2.", message, perl = TRUE)
}

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

# Keras puts a layer's own message between a line above and a list of arguments below;
# TensorFlow puts the lines of a traced function above it.
unwrapped <- function(message) {
  inner <- regmatches(message, regexec("\033\\[1m(.*?)\033\\[0m", message))[[1]]
  if (length(inner) == 2) message <- inner[[2]]
  sub(paste0("(?s)^.*in user code:\\n.*\\n +(?=", heading, ")"), "", message, perl = TRUE)
}

# The location details that a running graph and Keras add to the actual message.
frames <- c(
  paste0(
    "(?s)^Graph execution error:.*\\n",
    "(  File [^\\n]*(\\n +[^\\n]*)*|<stack traces unavailable>|Detected at node[^\\n]*)\\n+"
  ),
  "^Graph execution error:\\s*",
  "(?s)^\\d+ root error\\(s\\) found\\.\\s*\\(0\\) [A-Z_]+: +",
  "^(?:\\{\\{function_node [^}]*\\}\\} )+",
  "^(?:Error in user-defined function passed to \\S+ transformation with iterator: \\S+ )+",
  # The Python traceback of a failed graph function, whose middle reticulate leaves out.
  "(?s)\\nTraceback \\(most recent call last\\):.*$",
  "(?s)\\s*\\n<\\.\\.\\. omitted \\.\\.\\.>.*$",
  "(?s)\\s*\\[\\[\\{\\{(?:function_)?node .*$",
  "\\s*\\[Op:[^]]*\\](?: name: ?\\S*)?$",
  "(?s) for input (?:Tensor\\(|\\[).*? with name '[^']*' and path '[^']*'",
  "(?s) Inputs received: \\[<.*\\]$"
)

in_r_words <- function(sentence) {
  owner <- regmatches(sentence, regexec("(^|[.] )([A-Z][A-Za-z]+): ", sentence))[[1]]
  if (length(owner) == 3) {
    named <- paste0(c(owner[[3]], r_name(owner[[3]])), ": ")
    sentence <- sub(named[[1]], named[[2]], sentence, fixed = TRUE)
  }
  sentence <- from_one(sentence)
  words <- c(
    "^augment: " = "dataset_augment: ",
    "the first \\(None\\)" = "the first (NA)",
    "(?<=may be )(\\(\\)|\\{\\})" = "list()",
    "(?<=shape )\\((None|\\d+),\\)" = "(\\1)",
    "(?<=shape \\()None\\b" = "NA",
    "but it is '([^'\"]*)'\\.( |$)" = "but it is \"\\1\".\\2",
    "but it is \\[([^]]*)\\]\\.( |$)" = "but it is c(\\1).\\2",
    "but it is \\(([^()]*?),?\\)\\.( |$)" = "but it is c(\\1).\\2",
    "`(\\w+)=([^`= ]+)`" = "`\\1 = \\2`",
    "`keras\\.Input`" = "layer_input()",
    "\\bdict\\b" = "named list",
    "\\bNone\\b(?! of)" = "NULL",
    "\\bTrue\\b" = "TRUE",
    "\\bFalse\\b" = "FALSE",
    "\\bnan\\b" = "NaN",
    "\\binf\\b" = "Inf",
    "(?<![\\w.])(\\d+)\\.0(?![\\w])(?!\\.\\d)" = "\\1"
  )
  for (word in names(words)) sentence <- gsub(word, words[[word]], sentence, perl = TRUE)
  with_lists(sentence)
}

# Formats a dict of numbers and text as a named list.
with_lists <- function(sentence) {
  text <- "(?:'[^']*'|\"[^\"]*\")"
  entry <- sprintf("%s: (?:%s|[\\w.+-]+)", text, text)
  dicts <- gregexpr(sprintf("\\{%s(?:, %s)*\\}", entry, entry), sentence, perl = TRUE)
  regmatches(sentence, dicts) <- lapply(regmatches(sentence, dicts), function(found) {
    named <- gsub("(?<=[{ ])['\"]([A-Za-z.][\\w.]*)['\"]: ", "\\1 = ", found, perl = TRUE)
    sub("^\\{(.*)\\}$", "list(\\1)", gsub(sprintf("(%s): ", text), "\\1 = ", named, perl = TRUE))
  })
  sentence
}

# Converts positions, which Python counts from 0.
from_one <- function(sentence) {
  # In "after batch 2" the number is a count, not a position.
  one <- "(?<=at row |in row |at position |feature |batch )(?<!after batch )\\d+"
  box <- "(?<=but box )\\d+(?= of image)|(?<= of image )\\d+(?= is)"
  several <- "(?<=at position \\(|feature \\()[\\d, ]+(?=\\))"
  places <- gregexpr(paste(one, box, several, sep = "|"), sentence, perl = TRUE)
  regmatches(sentence, places) <- lapply(regmatches(sentence, places), function(found) {
    vapply(strsplit(found, ", "), function(numbers) paste(as.numeric(numbers) + 1, collapse = ", "), "")
  })
  sentence
}

# The R function of a Python class: "RandomFlip" is layer_random_flip.
r_name <- function(class) {
  words <- gsub("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", class, perl = TRUE)
  # tolower() depends on the locale: the Turkish one lowers "I" to a dotless i.
  stem <- chartr(paste(LETTERS, collapse = ""), paste(letters, collapse = ""), words)
  name <- if (stem %in% c("image_data_generator", "data_generator")) stem else paste0("layer_", stem)
  if (exists(name, envir = topenv(), mode = "function")) name else class
}
