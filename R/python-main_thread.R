# R code runs only on the main thread, which is blocked while Python reads data. If R functions make the batches,
# another thread reads the data, and the main thread calls the R functions meanwhile.

main_thread <- function() loaded(python_module("prelayer.r.main_thread_executor"))
main_thread_datasets <- function() loaded(python_module("prelayer.r.main_thread_datasets"))

r_makes <- function(data) isTRUE(state$generates) && main_thread_datasets()$needs_main_thread(data)

# Wraps a Python function that reads data.
off_main_thread <- function(target, data) {
  if (!is_python(target) || !r_makes(data)) return(target)
  function(...) returned(call_reference(member_of(main_thread(), "run_off_main_thread"), list(target, ...)))
}

# Wraps an iterable that Python reads item by item.
iterated_off_main_thread <- function(iterable) {
  if (r_makes(iterable)) main_thread()$iterate_off_main_thread(iterable) else iterable
}

# From here on, code that reads a dataset may call R functions from any Python thread.
let_r_generate <- function() {
  if (isTRUE(state$generates)) return(invisible())
  session <- loaded(python_module("prelayer.r.r_session"))
  session$handle_interrupts(function(run) suspendInterrupts(run()), recording_errors(is_interrupt_pending))
  state$generates <- TRUE
}

# Whether an interrupt arrived while interrupts were suspended; this clears it.
is_interrupt_pending <- function() {
  # Sys.sleep() checks for interrupts.
  tryCatch(allowInterrupts({
    Sys.sleep(0)
    FALSE
  }), interrupt = function(condition) TRUE)
}

# Calls a user-defined function, which can be interrupted while Python waits for it.
interruptible <- function(fun, ...) {
  withCallingHandlers(allowInterrupts(fun(...)), error = function(error) {
    if (is_interrupt(conditionMessage(error))) rlang::interrupt()
  })
}
