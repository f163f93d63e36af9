#' Apply a function to each element
#'
#' @param dataset A dataset.
#' @param map_func What to apply: an R function, which gets as many arguments as an element has
#'   entries; a formula such as `~ list(f(.x), .y)`; a layer or model, which transforms an
#'   element's first entry and leaves the others; or a Python function. See [datasets] for what
#'   an R function can do and return.
#' @param num_parallel_calls How many elements to work on at a time, `tf$data$AUTOTUNE` to let
#'   TensorFlow choose; `NULL` for one after the other. R code never runs in parallel: it is only
#'   called once, when this function is. Which element gets which draw of a random layer depends
#'   on timing then; map without it to repeat them by a seed.
#' @param deterministic Whether the order is kept when several elements are worked on; `NULL`
#'   means yes.
#' @returns A dataset.
#' @family datasets
#' @examplesIf has_python()
#' ds <- tensor_slices_dataset(list(1:3, c(0, 1, 1)))
#' ds %>%
#'   dataset_map(~ list(tf$square(.x), .y), num_parallel_calls = tf$data$AUTOTUNE) %>%
#'   dataset_collect()
#' @export
dataset_map <- function(dataset, map_func, num_parallel_calls = NULL, deterministic = NULL) {
  check_dataset(dataset, "dataset_map")
  parallel <- whole_number(num_parallel_calls, minimum = -1)
  with_traced(map_func, dataset, "dataset_map", "map_func", function(graph) {
    dataset$map(graph, num_parallel_calls = parallel, deterministic = deterministic)
  })
}

#' Keep the elements that meet a condition
#'
#' @inheritParams dataset_map
#' @param predicate The condition: an R function or a formula, called as [dataset_map()] calls
#'   its function, which returns one `TRUE` or `FALSE` as a tensor.
#' @returns A dataset.
#' @family datasets
#' @examplesIf has_python()
#' tensor_slices_dataset(1:4) %>%
#'   dataset_filter(~ tf$greater(.x, 2L)) %>%
#'   dataset_collect()
#' @export
dataset_filter <- function(dataset, predicate) {
  check_dataset(dataset, "dataset_filter")
  with_traced(predicate, dataset, "dataset_filter", "predicate", function(graph) dataset$filter(graph))
}
