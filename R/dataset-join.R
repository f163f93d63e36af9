#' Combine datasets
#'
#' Joins datasets side by side, one after the other, or by drawing elements from several of them.
#'
#' @param ... Datasets, or one list of them. In `zip_datasets()` named arguments return elements that are named lists,
#'   unnamed ones unnamed lists; see [datasets]. In `dataset_concatenate()` they are appended to `dataset`.
#' @param dataset A dataset.
#' @param datasets A list of datasets whose elements have the same structure.
#' @param weights The probability of sampling from each dataset: one number per dataset, or a dataset of such
#'   vectors; `NULL` for equal probabilities.
#' @param seed A whole number that makes the sampling reproducible; `NULL` for a new sequence every time.
#' @param choice_dataset A dataset of the numbers of the datasets, counted from 0, from which the next element is read.
#' @param stop_on_empty_dataset Whether to stop when a selected dataset is exhausted, or to ignore it from then on,
#'   which changes the shares of the others.
#' @returns A dataset. `zip_datasets()` ends with the shortest of its datasets.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("combine datasets", "bind", "concatenate", "append", "merge datasets", "sample from datasets",
#'   "datasets")
#' @examplesIf has_python()
#' numbers <- range_dataset(to = 3)
#' letters <- tensor_slices_dataset(c("a", "b", "c"))
#' zip_datasets(numbers, letters) %>%
#'   dataset_batch(3) %>%
#'   dataset_collect()
#' zip_datasets(number = numbers, letter = letters) %>%
#'   dataset_take(1) %>%
#'   dataset_collect()
#' numbers %>%
#'   dataset_concatenate(range_dataset(to = 2)) %>%
#'   dataset_batch(5) %>%
#'   dataset_collect()
#' sample_from_datasets(
#'   list(numbers, numbers),
#'   weights = c(0.9, 0.1), seed = 1
#' ) %>%
#'   dataset_batch(6) %>%
#'   dataset_collect()
#' choose_from_datasets(
#'   list(numbers, numbers), tensor_slices_dataset(c(0, 0, 1))
#' ) %>%
#'   dataset_batch(3) %>%
#'   dataset_collect()
#' @export
zip_datasets <- function(...) {
  datasets <- one_list(...)
  check_datasets(datasets, "zip_datasets", "...")
  py_try(tf$data$Dataset$zip(datasets = datasets))
}

#' @rdname zip_datasets
#' @export
dataset_concatenate <- function(dataset, ...) {
  owner <- "dataset_concatenate"
  check_dataset(dataset, owner)
  others <- one_list(...)
  check_datasets(others, owner, "...")
  Reduce(function(joined, other) {
    told_as_structures(list(dataset, other), owner, "...", py_try(joined$concatenate(other)))
  }, others, dataset)
}

#' @rdname zip_datasets
#' @export
sample_from_datasets <- function(datasets, weights = NULL, seed = NULL, stop_on_empty_dataset = TRUE) {
  owner <- "sample_from_datasets"
  check_datasets(datasets, owner, "datasets")
  check_chances(weights, length(datasets), owner)
  weights <- as_argument(weights, "weights")
  seed <- whole_number(seed)
  told_as_structures(datasets, owner, "datasets", tf$data$Dataset$sample_from_datasets(
    unname(datasets), weights = weights, seed = seed, stop_on_empty_dataset = stop_on_empty_dataset
  ))
}

#' @rdname zip_datasets
#' @export
choose_from_datasets <- function(datasets, choice_dataset, stop_on_empty_dataset = TRUE) {
  owner <- "choose_from_datasets"
  check_datasets(datasets, owner, "datasets")
  check_dataset(choice_dataset, owner, "choice_dataset")
  choices <- dataset_map(choice_dataset, whole_choice)
  told_as_structures(datasets, owner, "datasets", tf$data$Dataset$choose_from_datasets(
    unname(datasets), choices, stop_on_empty_dataset = stop_on_empty_dataset
  ))
}

# TensorFlow would return no elements if all weights are 0, or one is negative.
check_chances <- function(weights, count, owner) {
  if (is.null(weights) || is_python(weights) || anyNA(weights)) return(invisible())
  numbers <- suppressWarnings(as.numeric(unlist(weights)))
  if (length(numbers) == count && all(is.finite(numbers) & numbers >= 0) && sum(numbers) > 0) return(invisible())
  rule <- sprintf("be a number for each of the %d datasets, of at least 0 and not all 0", count)
  stop_argument("weights", rule, deparse(weights, nlines = 1), owner = owner)
}

# R users write 1 for 1L, but 0.5 is not a valid choice.
whole_choice <- function(choice) {
  whole <- tf$cast(choice, "int64")
  tf$debugging$assert_equal(tf$cast(whole, dtype_of(choice)), choice, message = paste(
    "choose_from_datasets: `choice_dataset` must hold whole numbers."
  ))
  whole
}

one_list <- function(...) {
  given <- list(...)
  if (length(given) == 1 && is.null(names(given)) && is_plain_list(given[[1]])) given[[1]] else given
}

check_datasets <- function(datasets, owner, argument) {
  all_are <- function(x) py_kind(x) == "dataset" || is.list(x) && length(x) > 0 && all(vapply(x, all_are, NA))
  if (is.list(datasets) && !is_python(datasets) && all_are(datasets)) return(invisible())
  stop_argument(argument, "be a list of datasets", describe_structure(datasets), owner = owner)
}

# If elements differ, TensorFlow's error describes them in Python syntax.
told_as_structures <- function(datasets, owner, argument, joined) {
  tryCatch(joined, prelayer_error = function(error) {
    shown <- unique(vapply(datasets, function(dataset) describe_element(element_spec(dataset)), ""))
    if (length(shown) < 2) stop(error)
    found <- sprintf("an element of one is %s, and of another %s", shown[[1]], shown[[2]])
    stop_argument(argument, "have elements alike", found = found, owner = owner)
  })
}
