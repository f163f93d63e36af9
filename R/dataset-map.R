#' Apply a function to each element
#'
#' Layers can also be mapped over named features: each additional named argument is the name of a feature and the layer
#' or function applied to it, and so is each entry of a named list as `map_func`, which may use any name.
#' Other features, targets and weights remain unchanged.
#'
#' @param dataset A dataset.
#' @param map_func What to apply: an R function with as many arguments as an element has
#'   entries; a formula such as `~ list(f(.x), .y)`; a layer or model, which transforms an
#'   element's first entry and returns the others unchanged; a Python function; or a named list of these, for
#'   the features of these names. See [datasets] for the rules that R functions follow.
#' @param num_parallel_calls The number of elements to process in parallel; `tf$data$AUTOTUNE` lets
#'   TensorFlow choose, `NULL` processes them sequentially. R code never runs in parallel: it is called
#'   only once, when this function is called. In a parallel map, the assignment of random parameters to elements
#'   depends on timing; omit the argument for results that a seed reproduces.
#' @param deterministic Whether the order is kept when elements are processed in parallel; `NULL`
#'   means yes.
#' @param ... Names of features, each with the layer, function or formula of one tensor that is applied to it; used
#'   instead of `map_func`. Elements must be a named list of features, or `list(features, y)` or
#'   `list(features, y, weights)`.
#' @returns A dataset.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("apply a function", "transform rows", "mutate", "preprocess a dataset", "parallel", "datasets")
#' @examplesIf has_python()
#' ds <- tensor_slices_dataset(list(1:3, c(0, 1, 1)))
#' ds %>%
#'   dataset_map(~ list(tf$square(.x), .y), num_parallel_calls = 2) %>%
#'   dataset_batch(3) %>%
#'   dataset_collect()
#'
#' houses <- data.frame(price = c(10, 20), shop = c("a", "b"))
#' tensor_slices_dataset(list(houses, c(0, 1))) %>%
#'   dataset_map(
#'     price = layer_rescaling(scale = 0.1), shop = ~ tf$strings$upper(.x)
#'   ) %>%
#'   dataset_batch(2) %>%
#'   dataset_collect()
#' @export
dataset_map <- function(dataset, map_func, num_parallel_calls = NULL, deterministic = NULL, ...) {
  owner <- "dataset_map"
  refuse_short_names(names(sys.call()), names(formals()), owner)
  check_dataset(dataset, owner)
  refuse_feature(num_parallel_calls, owner)
  refuse_feature(deterministic, owner)
  parallel <- whole_number(num_parallel_calls, minimum = -1)
  features <- named_features(if (!missing(map_func)) map_func, list(...), owner)
  if (!is.null(features)) return(map_features(dataset, features, parallel, deterministic, owner))
  spec <- element_spec(dataset)
  with_graphs(owner, list(map_func = a_function(map_func, an_element(spec))), function(graph) {
    dataset$map(graph, num_parallel_calls = parallel, deterministic = deterministic)
  })
}

#' Filter elements by a condition
#'
#' `dataset_filter()` keeps the elements for which a function is true, `dataset_take_while()` those before the first one
#' for which it is false.
#'
#' @inheritParams dataset_map
#' @param predicate The condition: an R function or a formula, called as [dataset_map()] calls
#'   its function, which returns a single `TRUE` or `FALSE` as a tensor.
#' @returns A dataset. `dataset_filter()` keeps all elements for which the condition is true, `dataset_take_while()`
#'   those before the first one for which it is false.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("select rows", "subset", "condition", "drop elements", "datasets")
#' @examplesIf has_python()
#' tensor_slices_dataset(1:4) %>%
#'   dataset_filter(~ .x > 2) %>%
#'   dataset_collect()
#' tensor_slices_dataset(c(1, 2, 5, 1)) %>%
#'   dataset_take_while(~ .x < 5) %>%
#'   dataset_collect()
#' @export
dataset_filter <- function(dataset, predicate) {
  where(dataset, predicate, "dataset_filter", function(graph) dataset$filter(graph))
}

#' @rdname dataset_filter
#' @export
dataset_take_while <- function(dataset, predicate) {
  where(dataset, predicate, "dataset_take_while", function(graph) dataset$take_while(graph))
}

where <- function(dataset, predicate, owner, use) {
  check_dataset(dataset, owner)
  with_graphs(owner, list(predicate = a_function(predicate, an_element(element_spec(dataset)), as_condition)), use)
}
