#' Collect the elements of a dataset in a list
#'
#' Useful to inspect the output of a pipeline. Loads all elements into memory.
#'
#' @inheritParams dataset_map
#' @param iter_max The maximum number of elements to read.
#' @param x A dataset, also for [lapply()].
#' @param ... Not used.
#' @returns A list with one entry per element: a tensor, or an unnamed or named list of tensors, in the
#'   structure of the element. `as.array()` returns a tensor's values.
#' @family reading datasets
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("inspect a dataset", "convert to R", "as list", "show elements", "first batch", "datasets")
#' @examplesIf has_python()
#' tensor_slices_dataset(list(a = 1:2, b = c("x", "y"))) %>% dataset_collect()
#' @export
dataset_collect <- function(dataset, iter_max = Inf) {
  check_dataset(dataset, "dataset_collect")
  if (!identical(iter_max, Inf)) {
    dataset <- dataset_take(dataset, whole_number(iter_max, minimum = 0, needed = TRUE))
  }
  if (is_endless(dataset)) {
    stop_prelayer("the dataset never ends; say with `iter_max` how many elements to read.", "dataset_collect")
  }
  elements <- list()
  # Called through `tf`, whose results are always converted by reticulate; those of `dataset` may not be.
  iterator <- tf$data$Dataset$`__iter__`(dataset)
  read_on <- off_main_thread(callable_of(member_of(iterator, "get_next_as_optional")), dataset)
  repeat {
    following <- py_try(read_on())
    if (!vector_of(call_method(following, "has_value"))) return(elements)
    elements[[length(elements) + 1]] <- as_r(call_method(following, "get_value"))
  }
}

is_endless <- function(dataset) dataset_cardinality(dataset) %in% Inf
