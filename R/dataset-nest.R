#' Flatten, interleave or window datasets
#'
#' `dataset_flat_map()` maps each element to a dataset and reads these one after the other; `dataset_interleave()` reads
#' several of them in turn. `dataset_window()` is the inverse: each of its elements contains a dataset of `size`
#' elements, one for each entry if these are lists.
#'
#' @inheritParams dataset_map
#' @param map_func A function or formula that returns a dataset, called as [dataset_map()] calls its function.
#' @param cycle_length The number of datasets that are open at a time; `NULL` lets TensorFlow choose, so that the order
#'   depends on the machine.
#' @param block_length The number of consecutive elements read from a dataset before the next one.
#' @param num_parallel_calls The number of datasets read in parallel; `NULL` reads them sequentially.
#' @param size The number of elements per window.
#' @param shift The number of elements between the starts of consecutive windows; `NULL` for `size`.
#' @param stride The step between the elements of a window.
#' @param drop_remainder Whether to drop windows at the end that are not full.
#' @returns A dataset.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("interleave files", "flatten", "sliding window", "nested datasets", "datasets")
#' @examplesIf has_python()
#' range_dataset(from = 1, to = 4) %>%
#'   dataset_flat_map(~ tensors_dataset(.x) %>% dataset_repeat(.x)) %>%
#'   dataset_batch(6) %>%
#'   dataset_collect()
#' range_dataset(to = 5) %>%
#'   dataset_window(3, shift = 1, drop_remainder = TRUE) %>%
#'   dataset_flat_map(~ dataset_batch(.x, 3)) %>%
#'   dataset_collect()
#' @export
dataset_flat_map <- function(dataset, map_func) {
  to_datasets(dataset, map_func, "dataset_flat_map", function(graph) dataset$flat_map(graph))
}

#' @rdname dataset_flat_map
#' @export
dataset_interleave <- function(dataset, map_func, cycle_length = NULL, block_length = 1, num_parallel_calls = NULL,
                               deterministic = NULL) {
  cycle <- whole_number(cycle_length, minimum = -1)
  block <- whole_number(block_length, minimum = 1)
  parallel <- whole_number(num_parallel_calls, minimum = -1)
  to_datasets(dataset, map_func, "dataset_interleave", function(graph) {
    dataset$interleave(
      graph, cycle_length = cycle, block_length = block, num_parallel_calls = parallel, deterministic = deterministic
    )
  })
}

#' @rdname dataset_flat_map
#' @export
dataset_window <- function(dataset, size, shift = NULL, stride = 1, drop_remainder = FALSE) {
  dataset_verb(
    dataset, "window",
    size = whole_number(size, minimum = 1, needed = TRUE), shift = whole_number(shift, minimum = 1),
    stride = whole_number(stride, minimum = 1, needed = TRUE),
    drop_remainder = true_or_false(drop_remainder, "dataset_window")
  )
}

to_datasets <- function(dataset, map_func, owner, use) {
  check_dataset(dataset, owner)
  made_in_r <- FALSE
  result <- function(value, ...) {
    made <- as_a_dataset(value, ...)
    # R batches made within the graph cannot be detected from outside.
    made_in_r <<- made_in_r || r_makes(made)
    made
  }
  found <- with_graphs(owner, list(map_func = a_function(map_func, an_element(element_spec(dataset)), result)), use)
  if (made_in_r) main_thread_datasets()$mark_for_main_thread(found) else found
}
