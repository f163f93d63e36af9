# R's code runs on the main thread alone, which waits, deaf, while Python reads data. Where R makes batches of them,
# another thread does the reading, and the main one listens.

main_thread <- function() loaded(python_module("prelayer.data.main_thread"))

r_makes <- function(data) isTRUE(state$generates) && main_thread()$asks(data)

# A Python function that reads data.
listening <- function(target, data) {
  if (!is_python(target) || !r_makes(data)) return(target)
  function(...) tryCatch(main_thread()$serve(target, ...), error = stop_as_r)
}

# What Python goes through item by item.
listened <- function(iterable) if (r_makes(iterable)) main_thread()$served(iterable) else iterable

# From here on, functions of R may be called on any thread of Python: the main one does it.
let_r_generate <- function() {
  if (isTRUE(state$generates)) return(invisible())
  border <- loaded(python_module("rpycall"))
  builtins()$setattr(border, "call_r_function", main_thread()$asked(border$call_r_function))
  state$generates <- TRUE
}

# An error or interrupt of R that passes through Python comes out as a message: it is kept itself.
keeping_errors <- function(fun) {
  keep <- function(condition) state$error <- condition
  function(...) {
    tryCatch(withCallingHandlers(fun(...), error = keep), interrupt = function(condition) {
      keep(condition)
      stop("interrupted")
    })
  }
}

#' Stop with the R error that became an error of Python, or else with that one
#' @noRd
stop_as_r <- function(error) {
  kept <- state$error
  sentence <- if (inherits(kept, "error")) conditionMessage(kept) else "interrupted"
  told <- paste(error$python, conditionMessage(error))
  if (is.null(kept) || !grepl(sentence, told, fixed = TRUE)) stop(error)
  state$error <- NULL
  if (inherits(kept, "error")) stop(kept) else rlang::interrupt()
}
