#' Install the Python environment
#'
#' Creates a virtual environment with Python's own `venv` and `pip`, with versions of TensorFlow and
#' NumPy that are compatible with the installed reticulate: NumPy stays below 2 for reticulate older than
#' 1.40. If the environment already exists, missing packages are added to it.
#'
#' reticulate finds the environment by its name, without further configuration. From reticulate 1.41 on,
#' the package declares the same requirements with `py_require()`, and a separate environment is not needed.
#'
#' [export_model()] needs more packages for some formats, which `extras` names. Where reticulate makes the environment
#' by `py_require()`, they can be declared instead, before Python starts, as in
#' `reticulate::py_require(c("onnx", "onnxruntime", "tf2onnx"))`.
#'
#' @param envname The name of the environment, or a path.
#' @param python The path of the Python from which the environment is created; `NULL` for the one that reticulate finds.
#' @param extras The formats of [export_model()] to install packages for: "litert", "onnx" or both; `NULL` for none.
#' @returns The path of the environment's Python, invisibly.
#' @family Python
#' @seealso The page of the package, [prelayer], shows where to start.
#' @eval search_words("install TensorFlow", "virtual environment", "reticulate", "install Python", "setup")
#' @examples
#' \dontrun{
#' install_prelayer()
#' install_prelayer(extras = c("litert", "onnx"))
#' }
#' @export
install_prelayer <- function(envname = "r-prelayer", python = NULL, extras = NULL) {
  packages <- c(requirements(), packages_of_extras(extras))
  cli::cli_alert_info("Installing {.val {packages}} into {.val {envname}}.")
  path <- make_environment(envname, python, packages)
  cli::cli_alert_success("Done: {.file {path}}. Restart R if Python was in use already.")
  invisible(path)
}

#' Report the Python installation
#'
#' Prints the versions of R, reticulate, Python and the required Python packages, and for each
#' missing or incompatible component, how to install it.
#'
#' @returns `TRUE` if the layers can be used, otherwise `FALSE`, invisibly.
#' @family Python
#' @seealso The page of the package, [prelayer], shows where to start.
#' @eval search_words("versions", "diagnose", "missing Python packages", "installation problem", "session info")
#' @examples
#' \donttest{
#' prelayer_sitrep()
#' }
#' @export
prelayer_sitrep <- function() {
  found <- look_around()
  for (part in names(parts)) tell_version(parts[[part]], found[[part]])
  if (!is.null(found$executable)) cli::cli_alert_info("Python is {.file {found$executable}}.")
  for (sentence in ignored_setting(found)) cli::cli_alert_warning("{sentence}")
  for (sentence in missing_extras(found)) cli::cli_alert_info("{sentence}")
  problems <- c(problems_of(found), lacking(found))
  for (problem in problems) cli::cli_alert_danger("{problem}")
  if (length(problems) > 0) cli::cli_alert_info(remedy) else cli::cli_alert_success("The layers can be used.")
  invisible(length(problems) == 0)
}

# reticulate supports NumPy 2 from 1.40 on.
numpy_2_is_fine <- function(reticulate = utils::packageVersion("reticulate")) reticulate >= "1.40"

requirements <- function(numpy_2 = numpy_2_is_fine()) {
  c(
    "tensorflow>=2.18", "keras>=3.9", if (numpy_2) "numpy>=1.26" else "numpy>=1.26,<2", "datasketches>=5.1",
    "rich>=13"
  )
}

# What only some functions need, as in pyproject.toml.
extra_requirements <- list(
  litert = "ai-edge-litert>=1.2", onnx = c("onnx>=1.17", "onnxruntime>=1.20", "tf2onnx>=1.16")
)

missing_extras <- function(found) {
  if (is.null(found$python)) return(NULL)
  unlist(lapply(names(extra_requirements), function(extra) {
    packages <- sub(">=.*", "", extra_requirements[[extra]])
    absent <- packages[!gsub("-", "_", packages) %in% names(found)]
    if (length(absent) == 0) return(NULL)
    sprintf(
      'export_model(format = "%1$s") needs %2$s, which install_prelayer(extras = "%1$s") installs.',
      extra, paste(absent, collapse = " and ")
    )
  }))
}

packages_of_extras <- function(extras) {
  unknown <- setdiff(extras, names(extra_requirements))
  if (length(unknown) > 0) {
    options <- format_options(as.list(names(extra_requirements)))
    stop_argument("extras", paste("be", options), format_value(unknown[[1]]), owner = "install_prelayer")
  }
  unlist(extra_requirements[extras], use.names = FALSE)
}

tell_version <- function(name, version) {
  if (is.null(version)) {
    cli::cli_alert_danger("{name}: not found")
  } else {
    cli::cli_alert_success("{name} {version}")
  }
}

#' Problems that prevent the use of the layers, one sentence each
#' @param found The value returned by `look_around()`.
#' @noRd
problems_of <- function(found) {
  problems <- if (is.null(found$python)) not_found(found) else what_does_not_fit(found)
  c(problems, if (length(problems) > 0 && isTRUE(found$late)) {
    "Python was running before prelayer was loaded, and stays the same in this session: restart R first."
  })
}

not_found <- function(found) {
  if (!is_set(found)) return("Python is not found; it must be at least 3.10.")
  sprintf(
    'RETICULATE_PYTHON is "%s", which %s.', found$setting,
    if (file.exists(found$setting)) "is no Python that runs" else "does not exist"
  )
}

is_set <- function(found) !is.null(found$setting) && !found$setting %in% c("", "managed")

# reticulate uses another Python if the configured one cannot be run, for example because it is a folder.
ignored_setting <- function(found) {
  if (!is_set(found) || is.null(found$executable)) return(NULL)
  if (isTRUE(found$forced %in% c("RETICULATE_PYTHON", "PYTHON_SESSION_INITIALIZED"))) return(NULL)
  sprintf(
    'RETICULATE_PYTHON is "%s", which %s, so that reticulate uses %s. Set it to the path of a Python and restart R.',
    found$setting, if (dir.exists(found$setting)) "is a folder" else "is not in use", found$executable
  )
}

what_does_not_fit <- function(found) {
  c(
    too_old(found, "python"), absent(found),
    unlist(lapply(c("tensorflow", "keras", "numpy"), too_old, found = found)), without_backend(found),
    if (!is.null(found$numpy) && found$numpy >= "2" && !numpy_2_is_fine(found$reticulate)) {
      sprintf(
        "NumPy must be below 2 for reticulate %s, not %s; reticulate 1.40 speaks NumPy 2.",
        found$reticulate, found$numpy
      )
    }
  )
}

# Keras cannot be imported without its backend.
without_backend <- function(found) {
  if (!isTRUE(found$backend %in% c("jax", "torch", "openvino")) || !is.null(found[[found$backend]])) return(NULL)
  sprintf(
    paste(
      'Keras is told to use the backend "%1$s", by KERAS_BACKEND or its file keras.json,',
      'but %1$s is missing in %2$s. Install it by py_install("%1$s") of reticulate, or set KERAS_BACKEND to',
      '"tensorflow", and restart R.'
    ),
    found$backend, found$executable
  )
}

# Packages that only some layers need; these layers report them when missing.
lacking <- function(found) {
  if (is.null(found$python) || !is.null(found$datasketches)) return(too_old(found, "datasketches"))
  sprintf("datasketches is missing in %s; adapt(max_memory = ) needs it.", found$executable)
}

parts <- c(
  r = "R", reticulate = "reticulate", python = "Python",
  tensorflow = "TensorFlow", keras = "Keras", numpy = "NumPy", rich = "rich", datasketches = "datasketches"
)

minimum <- c(python = "3.10", tensorflow = "2.18", keras = "3.9", numpy = "1.26", rich = "13", datasketches = "5.1")

absent <- function(found) {
  names <- setdiff(names(minimum), c(names(found), "datasketches"))
  if (length(names) == 0) return(NULL)
  verb <- if (length(names) == 1) "is" else "are"
  source <- if (is_set(found)) ", which RETICULATE_PYTHON names" else ""
  sprintf("%s %s missing in %s%s.", paste(parts[names], collapse = ", "), verb, found$executable, source)
}

too_old <- function(found, part) {
  version <- found[[part]]
  if (is.null(version) || version == "0" || version >= minimum[[part]]) return(NULL)
  sprintf("%s must be at least %s, not %s.", parts[[part]], minimum[[part]], version)
}

remedy <- "Run install_prelayer() and restart R, or set RETICULATE_PYTHON to a Python that has what is missing."

stop_without_python <- function(problems) {
  rlang::abort(
    c("The Python that the layers need is not ready.", marked(problems, "x"), marked(remedy, "i")),
    class = c("prelayer_no_python", "prelayer_error"), call = NULL
  )
}

marked <- function(sentences, mark) stats::setNames(sentences, rep(mark, length(sentences)))
