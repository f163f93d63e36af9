# The messages of Python exceptions.

# The uncut message of a condition. Recent versions of reticulate signal the Python exception itself; older ones signal
# an R condition with a shortened message.
full_message <- function(error) {
  # These versions fail when they shorten a message of one long line.
  if (inherits(error, "std::out_of_range")) return(last_exception())
  if (!inherits(error, "python.builtin.BaseException")) return(uncut(conditionMessage(error)))
  paste(reticulate::import("traceback")$format_exception_only(error), collapse = "")
}

# The last exception that Python raised, in the format of reticulate's messages.
last_exception <- function() {
  last <- tryCatch(reticulate::py_last_error(), error = function(error) NULL)
  if (is.character(last$value)) paste0(last$type, ": ", last$value) else ""
}

# The call that installs a package of Python, or extras of this one, as in "prelayer[onnx]".
format_install <- function(package) {
  extras <- sub("^prelayer\\[(.*)\\]$", "\\1", package)
  sprintf(if (extras == package) 'reticulate::py_install("%s")' else 'install_prelayer(extras = "%s")', extras)
}
