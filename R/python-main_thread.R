# R's code runs on the main thread alone, which is blocked while Python reads data. Where R makes batches of them,
# another thread does the reading, and the main one calls R's functions meanwhile.

main_thread <- function() loaded(python_module("prelayer.r.main_thread_executor"))

r_makes <- function(data) isTRUE(state$generates) && main_thread()$needs_main_thread(data)

# A Python function that reads data.
off_main_thread <- function(target, data) {
  if (!is_python(target) || !r_makes(data)) return(target)
  function(...) main_thread()$run_off_main_thread(target, ...)
}

# What Python goes through item by item.
iterated_off_main_thread <- function(iterable) {
  if (r_makes(iterable)) main_thread()$iterate_off_main_thread(iterable) else iterable
}

# From here on, what reads a dataset may need R's functions on any thread of Python.
let_r_generate <- function() {
  if (isTRUE(state$generates)) return(invisible())
  session <- loaded(python_module("prelayer.r.r_session"))
  session$handle_interrupts(function(run) suspendInterrupts(run()), recording_errors(is_interrupt_pending))
  state$generates <- TRUE
}

# Whether an interrupt came while they were suspended; it is not pending any more.
is_interrupt_pending <- function() {
  # Sleeping looks for interrupts.
  tryCatch(allowInterrupts({
    Sys.sleep(0)
    FALSE
  }), interrupt = function(condition) TRUE)
}

# Call a function of the user, who may interrupt it while Python waits for it.
interruptible <- function(fun, ...) {
  withCallingHandlers(allowInterrupts(fun(...)), error = function(error) {
    if (is_interrupt(conditionMessage(error))) rlang::interrupt()
  })
}
