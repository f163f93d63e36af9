#' Apply a function to each element
#'
#' Layers are also mapped over the features of a dataset by name: each named argument beyond the four is the name of a
#' feature and what is applied to it, and so is each entry of a named list as `map_func`, which can have any name.
#' Features that are not named, targets and weights stay as they are.
#'
#' @param dataset A dataset.
#' @param map_func What to apply: an R function, which gets as many arguments as an element has
#'   entries; a formula such as `~ list(f(.x), .y)`; a layer or model, which transforms an
#'   element's first entry and leaves the others; a Python function; or a named list of these, for
#'   the features of these names. See [datasets] for what an R function can do and return.
#' @param num_parallel_calls How many elements to work on at a time, `tf$data$AUTOTUNE` to let
#'   TensorFlow choose; `NULL` for one after the other. R code never runs in parallel: it is only
#'   called once, when this function is. Which element gets which draw of a random layer depends
#'   on timing then; map without it to repeat them by a seed.
#' @param deterministic Whether the order is kept when several elements are worked on; `NULL`
#'   means yes.
#' @param ... Names of features, each with the layer, function or formula of one tensor that is applied to it; instead
#'   of `map_func`. An element is a named list of features then, or `list(features, y)` or `list(features, y, weights)`.
#' @returns A dataset.
#' @family datasets
#' @examplesIf has_python()
#' ds <- tensor_slices_dataset(list(1:3, c(0, 1, 1)))
#' ds %>%
#'   dataset_map(~ list(tf$square(.x), .y), num_parallel_calls = tf$data$AUTOTUNE) %>%
#'   dataset_collect()
#'
#' houses <- tensor_slices_dataset(list(data.frame(price = c(10, 20), shop = c("a", "b")), c(0, 1)))
#' houses %>%
#'   dataset_map(price = layer_rescaling(scale = 0.1), shop = ~ tf$strings$upper(.x)) %>%
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

#' Keep the elements that meet a condition
#'
#' @inheritParams dataset_map
#' @param predicate The condition: an R function or a formula, called as [dataset_map()] calls
#'   its function, which returns one `TRUE` or `FALSE` as a tensor.
#' @returns A dataset. `dataset_filter()` keeps all elements that meet the condition, `dataset_take_while()` those
#'   before the first one that does not.
#' @family datasets
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
