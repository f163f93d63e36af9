#' Resample a dataset to given class shares
#'
#' Drops elements of classes that are too frequent, and repeats elements of others.
#'
#' @inheritParams dataset_map
#' @param class_func A function or formula, called as [dataset_map()] calls its function, that returns the class index
#'   of an element, a whole number from 0.
#' @param target_dist The desired share of each class, in index order.
#' @param initial_dist The share of each class in `dataset`; `NULL` estimates it while elements are read.
#' @param seed A whole number that makes the sampling reproducible; `NULL` for a new sequence every time.
#' @returns A dataset of `list(class, element)`.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("class imbalance", "imbalanced classes", "unbalanced data", "oversampling", "undersampling",
#'   "resample", "datasets")
#' @examplesIf has_python()
#' # One row of three is of class 1.
#' ds <- tensor_slices_dataset(c(0L, 0L, 1L)) %>%
#'   dataset_repeat() %>%
#'   dataset_rejection_resample(~ .x,
#'     target_dist = c(0.5, 0.5), initial_dist = c(2, 1) / 3, seed = 1
#'   ) %>%
#'   dataset_map(function(class, element) element) %>%
#'   dataset_take(100) %>%
#'   dataset_batch(100)
#' table(as.array(dataset_collect(ds)[[1]]))
#' @export
dataset_rejection_resample <- function(dataset, class_func, target_dist, initial_dist = NULL, seed = NULL) {
  owner <- "dataset_rejection_resample"
  check_dataset(dataset, owner)
  target <- shares(target_dist, owner)
  initial <- if (!is.null(initial_dist)) shares(initial_dist, owner)
  if (is.numeric(target_dist) && is.numeric(initial_dist) && length(target_dist) != length(initial_dist)) {
    rule <- sprintf("have a share for each class of `target_dist`, %d", length(target_dist))
    stop_argument("initial_dist", rule, found = paste("it has", length(initial_dist)), owner = owner)
  }
  seed <- whole_number(seed)
  functions <- list(class_func = a_function(class_func, an_element(element_spec(dataset)), as_whole_tensor("int32")))
  with_graphs(owner, functions, function(class_of) {
    dataset$rejection_resample(class_of, target_dist = target, initial_dist = initial, seed = seed)
  })
}

shares <- function(x, owner, argument = rlang::caller_arg(x)) {
  if (is_python(x)) return(x)
  if (is.numeric(x) && all(is.finite(x)) && all(x >= 0) && abs(sum(x) - 1) < 1e-6) return(as_tensor(I(x), "float32"))
  rule <- "be the share of each class, numbers of at least 0 that add up to 1"
  stop_argument(argument, rule, deparse(x, nlines = 1), owner = owner)
}
