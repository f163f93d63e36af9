#' Group elements by key
#'
#' Collects elements with the same key until there are `window_size` of them, and passes them as a dataset to
#' `reduce_func`, which returns the elements of the result, such as a batch.
#'
#' @inheritParams dataset_map
#' @param key_func A function or formula, called as [dataset_map()] calls its function, that returns a whole number.
#' @param reduce_func A function or formula of a key and a dataset of the elements with this key; it returns a dataset.
#' @param window_size The maximum number of elements collected for a key.
#' @param window_size_func A function or formula that returns this number for a key, instead of `window_size`.
#' @returns A dataset.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("group by", "bucket", "key", "datasets")
#' @examplesIf has_python()
#' range_dataset(to = 10) %>%
#'   dataset_group_by_window(
#'     key_func = ~ .x %% 2, reduce_func = ~ dataset_batch(.y, 5), window_size = 5
#'   ) %>%
#'   dataset_collect()
#' @export
dataset_group_by_window <- function(dataset, key_func, reduce_func, window_size = NULL, window_size_func = NULL) {
  owner <- "dataset_group_by_window"
  check_dataset(dataset, owner)
  if (is.null(window_size) == is.null(window_size_func)) {
    stop_prelayer("`window_size` or `window_size_func` must be given, and not both.", owner, "window_size")
  }
  size <- whole_number(window_size, minimum = 1)
  window <- sprintf("A window is <dataset of %s>.", describe_element(element_spec(dataset)))
  functions <- list(
    key_func = a_function(key_func, an_element(element_spec(dataset)), as_whole_tensor("int64")),
    reduce_func = a_function(reduce_func, takes(2, "2 arguments, a key and a dataset", window), as_a_dataset),
    window_size_func = optional_function(window_size_func, takes(1, "1 argument, a key"), as_whole_tensor("int64"))
  )
  with_graphs(owner, functions, function(key, reduce, size_of) {
    dataset$group_by_window(key_func = key, reduce_func = reduce, window_size = size, window_size_func = size_of)
  })
}
