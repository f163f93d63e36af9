#' Make the Python environment
#'
#' Makes a virtual environment by Python's own `venv` and `pip`, with versions of TensorFlow and
#' NumPy that the installed reticulate can use: NumPy stays below 2 where reticulate is older than
#' 1.40. Where the environment is there already, what is missing is added to it.
#'
#' reticulate finds the environment by its name, without further ado. reticulate from 1.41 on
#' declares the same packages with `py_require()` and then needs no environment of its own.
#'
#' @param envname The environment's name, or a path.
#' @param python The Python to make it from: a path, or `NULL` for the one that reticulate finds.
#' @returns The path of the environment's Python, invisibly.
#' @family Python
#' @seealso [prelayer_sitrep()]
#' @examples
#' \dontrun{
#' install_prelayer()
#' }
#' @export
install_prelayer <- function(envname = "r-prelayer", python = NULL) {
  cli::cli_alert_info("Installing {.val {requirements()}} into {.val {envname}}.")
  path <- make_environment(envname, python, requirements())
  cli::cli_alert_success("Done: {.file {path}}. Restart R if Python was in use already.")
  invisible(path)
}

#' What Python the layers find
#'
#' Prints the versions of R, reticulate, Python, TensorFlow, Keras and NumPy, and for whatever is
#' missing or does not fit, how to get it.
#'
#' @returns `TRUE` if the layers can be used, else `FALSE`, invisibly.
#' @family Python
#' @examples
#' \donttest{
#' prelayer_sitrep()
#' }
#' @export
prelayer_sitrep <- function() {
  found <- look_around()
  for (part in c("r", "reticulate", "python", "tensorflow", "keras", "numpy")) report(part, found[[part]])
  if (!is.null(found$executable)) cli::cli_alert_info("Python is {.file {found$executable}}.")
  problems <- problems_of(found)
  for (problem in problems) cli::cli_alert_danger("{problem}")
  if (length(problems) == 0) cli::cli_alert_success("The layers can be used.")
  invisible(length(problems) == 0)
}

report <- function(part, version) {
  name <- c(
    r = "R", reticulate = "reticulate", python = "Python",
    tensorflow = "TensorFlow", keras = "Keras", numpy = "NumPy"
  )[[part]]
  if (is.null(version)) {
    cli::cli_alert_danger("{name}: not found")
  } else {
    cli::cli_alert_success("{name} {version}")
  }
}

#' What keeps the layers from working, one sentence each
#' @param found What `look_around()` returns.
#' @noRd
problems_of <- function(found) {
  if (is.null(found$python)) return(no_python())
  c(
    if (found$python < "3.10") {
      sprintf("Python must be at least 3.10, but it is %s. %s", found$python, remedy())
    },
    absent_or_old(found, "tensorflow", "TensorFlow", "2.18"),
    absent_or_old(found, "keras", "Keras", "3.0"),
    absent_or_old(found, "numpy", "NumPy", "1.26"),
    if (!is.null(found$numpy) && found$numpy >= "2" && !numpy_2_is_fine(found$reticulate)) {
      sprintf(
        "NumPy must be below 2 for reticulate %s, but it is %s. Update reticulate to 1.40 or later, or %s",
        found$reticulate, found$numpy, sub("^R", "r", remedy())
      )
    }
  )
}

no_python <- function() {
  paste("Python is not found. Install Python 3.10 or later, then", sub("^R", "r", remedy()))
}

absent_or_old <- function(found, module, name, minimum) {
  version <- found[[module]]
  if (is.null(version)) return(sprintf("%s is not installed in %s. %s", name, found$executable, remedy()))
  if (version == "0" || version >= minimum) return(NULL)
  sprintf("%s must be at least %s, but it is %s. %s", name, minimum, version, remedy())
}

remedy <- function() "Run install_prelayer() and restart R, or set RETICULATE_PYTHON to a Python that has what is missing."

stop_without_python <- function(problems) {
  rlang::abort(
    c("The Python that the layers need is not ready.", stats::setNames(problems, rep("x", length(problems)))),
    class = c("prelayer_no_python", "prelayer_error"), call = NULL
  )
}
