#' Set the options of a dataset
#'
#' Options of TensorFlow for the order, the threads and the optimization of a dataset, by name.
#'
#' @inheritParams dataset_map
#' @param ... Options by name, nested ones with a dot, as in `threading.private_threadpool_size = 4`; a named
#'   list of these; or a `tf$data$Options()`. `names(tf$data$Options())` lists them.
#' @returns A dataset with the same elements.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("threads", "parallelism", "deterministic", "performance", "autotuning", "datasets")
#' @examplesIf has_python()
#' ds <- range_dataset(to = 3) %>%
#'   dataset_options(deterministic = FALSE, threading.private_threadpool_size = 2)
#' ds$options()$threading$private_threadpool_size
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
    stop_argument("...", "be options by name, or one tf$data$Options()", owner = "dataset_options")
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
    rule <- "be of the type that TensorFlow wants there"
    stop_argument(name, rule, describe_structure(value), owner = "dataset_options")
  })
}

option_in <- function(scope, part, name) {
  known <- grep("^_", setdiff(names(scope), "merge"), value = TRUE, invert = TRUE)
  if (part %in% known) return(scope[[part]])
  stop_argument(
    name, "be an option of TensorFlow", found = sprintf("`%s` does not exist", part),
    remedy = sprintf("Is `%s` meant?", known[[which.min(utils::adist(part, known))]]), owner = "dataset_options"
  )
}
