# Starting Python: what is required of it, and which one reticulate finds. Only files named python-*.R call reticulate.

state <- new.env(parent = emptyenv())
state$ready <- FALSE
state$errors <- list()
state$seen <- list()

loaded <- function(module) {
  start_python()
  reticulate::import(.subset2(module, "module"))
}

# Called on load: states what is wanted and where the Python package lies, and starts no Python.
connect <- function(path) {
  state$late <- reticulate::py_available(initialize = FALSE)
  # A Python that runs already may refuse to have anything added.
  if (can_require()) {
    py_require <- getExportedValue("reticulate", "py_require")
    add <- function() py_require(requirements(), python_version = if (!state$late) ">=3.10")
    if (state$late) try(add(), silent = TRUE) else add()
  }
  action <- function(...) reticulate::import("sys", convert = FALSE)$path$insert(0L, path)
  if (state$late) return(action())
  setHook("reticulate.onPyInit", action)
  # Nothing asks for this module: it tells reticulate in which environment to look first.
  state$hint <- reticulate::import("tensorflow", delay_load = list(priority = 10, environment = "r-prelayer"))
}

can_require <- function() "py_require" %in% getNamespaceExports("reticulate")

# Importing prelayer first keeps TensorFlow's start-up lines out of sight.
start_python <- function() {
  if (state$ready) return(invisible())
  found <- look_around()
  problems <- problems_of(found)
  if (length(problems) > 0) stop_without_python(problems)
  for (sentence in ignored_setting(found)) rlang::warn(sentence)
  py_try(reticulate::import("prelayer"))
  state$ready <- TRUE
}

#' What R, reticulate and Python are at hand; starts Python, but not TensorFlow
#' @noRd
look_around <- function() {
  config <- tryCatch(reticulate::py_config(), error = function(error) NULL)
  if (is.null(config)) found_so_far() else found_in(config)
}

#' What is at hand, without starting Python
#' @noRd
look_from_outside <- function() {
  if (reticulate::py_available(initialize = FALSE)) return(look_around())
  config <- discovered()
  if (is.null(config)) found_so_far() else found_in(config)
}

# The Python that reticulate would start; NULL where it would make one first.
discovered <- function() {
  settings <- c(
    RETICULATE_USE_MANAGED_VENV = "no", RETICULATE_AUTOCREATE_PACKAGE_VENV = "no",
    RETICULATE_MINICONDA_ENABLED = "FALSE"
  )
  if (Sys.getenv("RETICULATE_PYTHON") == "managed") return(NULL)
  makes_one <- can_require() && !tolower(Sys.getenv("RETICULATE_USE_MANAGED_VENV")) %in% c("no", "false", "0")
  # It says what it looks at, and not at, and prints errors that it goes on from.
  before <- options(show.error.messages = FALSE)
  on.exit(options(before))
  config <- with_settings(settings, tryCatch(
    suppressWarnings(suppressMessages(reticulate::py_discover_config("tensorflow", "r-prelayer"))),
    error = function(error) NULL
  ))
  if (is.null(config) || makes_one && !is_chosen(config)) NULL else config
}

#' Make a virtual environment with the packages, or add them to the one that is there
#' @noRd
make_environment <- function(name, python, packages) {
  # R's own library path may hold another libpython, with which pip has no TLS.
  with_settings(c(LD_LIBRARY_PATH = ""), {
    if (!reticulate::virtualenv_exists(name)) {
      reticulate::virtualenv_create(name, python = python, packages = NULL)
    }
    reticulate::virtualenv_install(name, packages, ignore_installed = FALSE)
  })
  if (!reticulate::py_available(initialize = FALSE)) reticulate::use_virtualenv(name, required = TRUE)
  reticulate::virtualenv_python(name)
}
