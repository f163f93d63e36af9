#' Reduce, scan or enumerate a dataset
#'
#' `dataset_reduce()` combines all elements into one value, `dataset_scan()` returns a result for each element that
#' depends on a running state, and `dataset_enumerate()` numbers the elements.
#'
#' @inheritParams dataset_map
#' @param initial_state The state before the first element: a number, tensor or a list of these. It has the dtypes of
#'   data in a dataset, and keeps them: `0L` is an int64, `0` a float32.
#' @param reduce_func A function or formula of the state and an element, which is passed as a single argument; it
#'   returns the next state, with the names and dtypes of the first one.
#' @param scan_func A function or formula of the state and an element that returns `list(state, result)`.
#' @param start The number of the first element.
#' @returns `dataset_reduce()`: the last state, a tensor or a list of them. `dataset_scan()`: a dataset of the results.
#'   `dataset_enumerate()`: a dataset of `list(number, element)`.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("aggregate", "fold", "running total", "cumulative sum", "index of elements", "count", "datasets")
#' @examplesIf has_python()
#' tensor_slices_dataset(1:4) %>% dataset_reduce(0L, ~ .x + .y)
#' tensor_slices_dataset(1:4) %>%
#'   dataset_scan(0L, function(sum, number) list(sum + number, sum + number)) %>%
#'   dataset_collect()
#' tensor_slices_dataset(c("a", "b")) %>% dataset_enumerate() %>% dataset_collect()
#' @export
dataset_reduce <- function(dataset, initial_state, reduce_func) {
  state <- as_state(initial_state, "dataset_reduce")
  result <- next_state(spec_of(state))
  reduced <- carry(dataset, "dataset_reduce", list(reduce_func = reduce_func), result, function(graph) {
    off_main_thread(callable_of(member_of(dataset, "reduce")), dataset)(state, graph)
  })
  as_r(reduced)
}

#' @rdname dataset_reduce
#' @export
dataset_scan <- function(dataset, initial_state, scan_func) {
  state <- as_state(initial_state, "dataset_scan")
  result <- state_and_result(spec_of(state))
  carry(dataset, "dataset_scan", list(scan_func = scan_func), result, function(graph) dataset$scan(state, graph))
}

#' @rdname dataset_reduce
#' @export
dataset_enumerate <- function(dataset, start = 0) {
  dataset_verb(dataset, "enumerate", start = whole_number(start, minimum = 0, needed = TRUE))
}

carry <- function(dataset, owner, fun, result, use) {
  check_dataset(dataset, owner)
  takes <- beside_an_element("the state", element_spec(dataset))
  with_graphs(owner, lapply(fun, a_function, takes = takes, result = result), use)
}

as_state <- function(x, owner) {
  x <- as_list_of_r(x)
  if (is.null(x) || is.list(x) && length(x) == 0) {
    stop_argument("initial_state", "be a value or a list of values", describe_structure(x), owner = owner)
  }
  as_element(x, "initial_state", owner)
}

spec_of <- function(state) element_spec(tf$data$Dataset$from_tensors(state))
