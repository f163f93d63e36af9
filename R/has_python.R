# Inspects the available Python without starting it.

#' Check whether the layers can be used
#'
#' The check has no side effects: it starts no Python and creates no environment. It is meant for examples,
#' tests and vignettes that must also build without Python.
#'
#' The check considers a running Python, or the Python with TensorFlow that reticulate would start. A Python
#' that reticulate would have to install first, as versions from 1.41 on do if they find no other, is
#' not considered.
#'
#' @returns `TRUE` or `FALSE`. [prelayer_sitrep()] reports what is missing.
#' @family Python
#' @seealso The page of the package, [prelayer], shows where to start.
#' @eval search_words("check Python", "reticulate", "TensorFlow installed")
#' @examples
#' has_python()
#' @export
has_python <- function() length(problems_of(look_from_outside())) == 0

found_so_far <- function() {
  list(
    r = getRversion(), reticulate = utils::packageVersion("reticulate"),
    setting = Sys.getenv("RETICULATE_PYTHON"), late = isTRUE(state$late)
  )
}

# Only complete installations are cached: missing packages may have been installed since.
found_in <- function(config) {
  if (!is.null(state$seen[[config$python]])) return(state$seen[[config$python]])
  python <- list(
    executable = config$python, python = numeric_version(as.character(config$version)), forced = config$forced
  )
  found <- c(found_so_far(), python, versions_in(config$python))
  if (length(problems_of(found)) == 0) state$seen[[config$python]] <- found
  found
}

# Whether the user chose this Python; otherwise it is the first one on the path.
is_chosen <- function(config) !is.null(config$forced) || grepl("r-(reticulate|tensorflow|prelayer)", config$python)

with_settings <- function(settings, expr) {
  before <- Sys.getenv(names(settings), unset = NA, names = TRUE)
  on.exit({
    Sys.unsetenv(names(before)[is.na(before)])
    if (!all(is.na(before))) do.call(Sys.setenv, as.list(before[!is.na(before)]))
  })
  do.call(Sys.setenv, as.list(settings))
  expr
}

# The versions of the installed packages of a Python, and the configured Keras backend.
versions_in <- function(python) {
  script <- tempfile(fileext = ".py")
  on.exit(unlink(script))
  writeLines(c(
    "import json, os",
    "from importlib import metadata, util",
    "for module in ('tensorflow', 'keras', 'numpy', 'rich', 'datasketches', 'jax', 'torch', 'openvino',",
    "               'ai_edge_litert', 'onnx', 'onnxruntime', 'tf2onnx'):",
    "    if util.find_spec(module) is None: continue",
    "    version = '0'",
    "    for end in ('', '-cpu', '-intel', '-macos'):",
    "        try: version = metadata.version(module + end)",
    "        except metadata.PackageNotFoundError: continue",
    "        break",
    "    print(module, version)",
    "home = os.environ.get('KERAS_HOME') or os.path.join(os.path.expanduser('~'), '.keras')",
    "backend = os.environ.get('KERAS_BACKEND')",
    "try: backend = backend or json.load(open(os.path.join(home, 'keras.json')))['backend']",
    "except Exception: pass",
    "print('backend', backend or 'tensorflow')"
  ), script)
  # R's own library path may contain a different libpython.
  lines <- with_settings(c(LD_LIBRARY_PATH = ""), suppressWarnings(tryCatch(
    system2(python, shQuote(script), stdout = TRUE, stderr = FALSE),
    error = function(error) character()
  )))
  words <- strsplit(grep("^[a-z0-9_]+ [0-9]", lines, value = TRUE), " ")
  versions <- lapply(words, function(pair) numeric_version(gsub("[^0-9.].*$", "", pair[[2]])))
  backend <- sub("^backend ", "", grep("^backend ", lines, value = TRUE))
  c(stats::setNames(versions, vapply(words, `[[`, "", 1)), if (length(backend) == 1) list(backend = backend))
}
