# At the top of a test file: without Python its tests are skipped, but on CI that is a failure.
needs_python <- function() {
  if (has_python()) return(invisible())
  problems <- paste(problems_of(look_around()), collapse = " ")
  if (identical(tolower(Sys.getenv("CI")), "true")) stop(problems, call. = FALSE)
  testthat::skip(problems)
}

# Runs R code in a session of its own, as the installed or the loaded package, and gives its output. `before` runs before
# the package is attached; a session that takes longer than `timeout` seconds, where that is not 0, is stopped.
in_new_session <- function(code, environment = character(), before = NULL, timeout = 0) {
  loading <- if (is_loaded_by_pkgload()) {
    sprintf("pkgload::load_all(%s, quiet = TRUE)", deparse(getNamespaceInfo("prelayer", "path")))
  } else {
    sprintf("library(prelayer, lib.loc = %s)", deparse(dirname(getNamespaceInfo("prelayer", "path"))))
  }
  script <- script_of(c(before, loading, code))
  # prelayer sets a log level once TensorFlow is there; a new session begins without.
  level <- Sys.getenv("TF_CPP_MIN_LOG_LEVEL", NA)
  if (!is.na(level)) {
    Sys.unsetenv("TF_CPP_MIN_LOG_LEVEL")
    on.exit(Sys.setenv(TF_CPP_MIN_LOG_LEVEL = level))
  }
  suppressWarnings(system2(
    file.path(R.home("bin"), "Rscript"), c("--vanilla", script),
    stdout = TRUE, stderr = TRUE, env = environment, timeout = timeout
  ))
}

is_loaded_by_pkgload <- function() exists(".__DEVTOOLS__", envir = asNamespace("prelayer"))

script_of <- function(lines) {
  path <- tempfile(fileext = ".R")
  writeLines(lines, path)
  path
}

set_in_module <- function(module, name, value) {
  reticulate::py_set_attr(reticulate::import(module, convert = FALSE), name, value)
}
