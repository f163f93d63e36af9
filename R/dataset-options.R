#' Set the options of a dataset
#'
#' @inheritParams dataset_map
#' @param ... Options by name, nested ones with a dot, as in `threading.private_threadpool_size = 4`; a named
#'   list of these; or a `tf$data$Options()`. `names(tf$data$Options())` lists them.
#' @returns A dataset with the same elements.
#' @family datasets
#' @examplesIf has_python()
#' range_dataset(to = 3) %>%
#'   dataset_options(deterministic = FALSE, threading.private_threadpool_size = 2)
#' @export
dataset_options <- function(dataset, ...) {
  check_dataset(dataset, "dataset_options")
  given <- list(...)
  if (length(given) == 1 && is.null(names(given))) given <- given[[1]]
  options <- if (is_python(given)) given else options_of(given)
  py_try(dataset$with_options(options))
}

options_of <- function(given) {
  if (length(given) == 0 || any(rlang::names2(given) == "")) {
    stop_prelayer("dataset_options: `...` must be options by name, or one tf$data$Options().")
  }
  options <- tf$data$Options()
  for (name in names(given)) {
    path <- strsplit(name, ".", fixed = TRUE)[[1]]
    scope <- options
    for (part in path[-length(path)]) scope <- option_in(scope, part, name)
    option_in(scope, path[[length(path)]], name)
    set_option(scope, path[[length(path)]], given[[name]], name)
  }
  options
}

set_option <- function(scope, part, value, name) {
  converted <- as_argument(whole(value), name)
  tryCatch(py_try(builtins()$setattr(scope, part, converted)), prelayer_error = function(error) {
    stop_prelayer(sprintf(
      "dataset_options: `%s` must be of the type that TensorFlow wants there, not %s.",
      name, describe_structure(value)
    ))
  })
}

option_in <- function(scope, part, name) {
  known <- grep("^_", setdiff(names(scope), "merge"), value = TRUE, invert = TRUE)
  if (part %in% known) return(scope[[part]])
  stop_prelayer(sprintf(
    "dataset_options: `%s` must be an option of TensorFlow, but `%s` is none. Is `%s` meant?",
    name, part, known[[which.min(utils::adist(part, known))]]
  ))
}
