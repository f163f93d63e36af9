#' The elements of a dataset as a list
#'
#' Useful to look at what a pipeline makes. All elements are in memory then.
#'
#' @inheritParams dataset_map
#' @param iter_max How many elements to read at most.
#' @returns A list with one entry for each element: a tensor, or for a tuple an unnamed and for a
#'   dict a named list of tensors. `as.array()` gives a tensor's values.
#' @family datasets
#' @examplesIf has_python()
#' tensor_slices_dataset(list(a = 1:2, b = c("x", "y"))) %>% dataset_collect()
#' @export
dataset_collect <- function(dataset, iter_max = Inf) {
  check_dataset(dataset, "dataset_collect")
  if (!identical(iter_max, Inf)) {
    dataset <- dataset_take(dataset, whole_number(iter_max, minimum = 0, needed = TRUE))
  }
  if (is_endless(dataset)) {
    stop_prelayer("dataset_collect: the dataset never ends; say with `iter_max` how many elements to read.")
  }
  elements <- list()
  # By way of `tf`, whose results reticulate converts; those of `dataset` it need not.
  iterator <- tf$data$Dataset$`__iter__`(dataset)
  read_on <- off_main_thread(iterator$get_next_as_optional, dataset)
  repeat {
    following <- py_try(read_on())
    if (!vector_of(following$has_value())) return(elements)
    elements[[length(elements) + 1]] <- as_r(following$get_value())
  }
}

#' @rdname dataset_collect
#' @param x A dataset, also for [lapply()].
#' @param ... Not used.
#' @export
as.list.tensorflow.python.data.ops.dataset_ops.DatasetV2 <- function(x, ...) dataset_collect(x)

is_endless <- function(dataset) dataset_cardinality(dataset) %in% Inf
