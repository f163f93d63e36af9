# Starts Python: its requirements, and the Python that reticulate finds. Only files named python-*.R call reticulate.

state <- new.env(parent = emptyenv())
state$ready <- FALSE
state$errors <- list()
state$seen <- list()

loaded <- function(module) {
  start_python()
  reticulate::import(.subset2(module, "module"))
}

# Called on load: declares the requirements and the path of the Python package, without starting Python.
connect <- function(path) {
  state$late <- reticulate::py_available(initialize = FALSE)
  # A running Python may reject additional requirements.
  if (can_require()) {
    py_require <- getExportedValue("reticulate", "py_require")
    add <- function() py_require(requirements(), python_version = if (!state$late) ">=3.10")
    if (state$late) try(add(), silent = TRUE) else add()
  }
  action <- function(...) reticulate::import("sys", convert = FALSE)$path$insert(0L, path)
  if (state$late) return(action())
  setHook("reticulate.onPyInit", action)
  # The module is never used: it sets the environment that reticulate searches first.
  state$hint <- reticulate::import("tensorflow", delay_load = list(priority = 10, environment = "r-prelayer"))
}

can_require <- function() "py_require" %in% getNamespaceExports("reticulate")

# Importing prelayer first suppresses TensorFlow's start-up messages.
start_python <- function() {
  if (state$ready) return(invisible())
  found <- look_around()
  problems <- problems_of(found)
  if (length(problems) > 0) stop_without_python(problems)
  for (sentence in ignored_setting(found)) rlang::warn(sentence)
  use_tempdir()
  py_try(reticulate::import("prelayer"))
  state$ready <- TRUE
}

# R ends without the cleanup of Python, such as that of the code that TensorFlow generates, but deletes its own folder.
use_tempdir <- function() {
  tempfile <- reticulate::import("tempfile", convert = FALSE)
  chosen <- reticulate::py_to_r(tempfile$tempdir)
  if (is.null(chosen) || identical(normalizePath(chosen), dirname(normalizePath(tempdir())))) {
    tempfile$tempdir <- normalizePath(tempdir())
  }
}

#' The versions of R, reticulate and Python; starts Python, but not TensorFlow
#' @noRd
look_around <- function() {
  config <- tryCatch(reticulate::py_config(), error = function(error) NULL)
  if (is.null(config)) found_so_far() else found_in(config)
}

#' The available versions, without starting Python
#' @noRd
look_from_outside <- function() {
  if (reticulate::py_available(initialize = FALSE)) return(look_around())
  config <- discovered()
  if (is.null(config)) found_so_far() else found_in(config)
}

# The Python that reticulate would start; NULL if it would have to install one first.
discovered <- function() {
  settings <- c(
    RETICULATE_USE_MANAGED_VENV = "no", RETICULATE_AUTOCREATE_PACKAGE_VENV = "no",
    RETICULATE_MINICONDA_ENABLED = "FALSE"
  )
  if (Sys.getenv("RETICULATE_PYTHON") == "managed") return(NULL)
  makes_one <- can_require() && !tolower(Sys.getenv("RETICULATE_USE_MANAGED_VENV")) %in% c("no", "false", "0")
  # Discovery prints messages and errors that it recovers from.
  before <- options(show.error.messages = FALSE)
  on.exit(options(before))
  config <- with_settings(settings, tryCatch(
    suppressWarnings(suppressMessages(reticulate::py_discover_config("tensorflow", "r-prelayer"))),
    error = function(error) NULL
  ))
  if (is.null(config) || makes_one && !is_chosen(config)) NULL else config
}

#' Create a virtual environment with the packages, or add them to an existing one
#' @noRd
make_environment <- function(name, python, packages) {
  # R's own library path may contain a different libpython, with which pip has no TLS.
  with_settings(c(LD_LIBRARY_PATH = ""), {
    if (!reticulate::virtualenv_exists(name)) {
      reticulate::virtualenv_create(name, python = python, packages = NULL)
    }
    reticulate::virtualenv_install(name, packages, ignore_installed = FALSE)
  })
  if (!reticulate::py_available(initialize = FALSE)) reticulate::use_virtualenv(name, required = TRUE)
  reticulate::virtualenv_python(name)
}

# The file of the interpreter of this session.
running_python <- function() reticulate::py_config()$python
