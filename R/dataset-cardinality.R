#' Number of elements of a dataset
#'
#' The number of elements, or of batches if the dataset is batched, where it is known without reading the data.
#'
#' @param dataset,x A dataset.
#' @returns A number: `Inf` for an infinite dataset, `NA` if the number is unknown without reading the data, as after
#'   [dataset_filter()].
#' @family reading datasets
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("number of batches", "length", "count elements", "size of a dataset", "datasets")
#' @examplesIf has_python()
#' length(range_dataset(to = 42))
#' dataset_cardinality(dataset_repeat(range_dataset(to = 42)))
#' range_dataset(to = 42) %>% dataset_filter(~ .x > 7) %>% length()
#' @export
dataset_cardinality <- function(dataset) {
  check_dataset(dataset, "dataset_cardinality")
  count <- tf$data$Dataset$cardinality(dataset)
  # Not available within the function of a verb.
  if (!has_values(count)) return(NA_real_)
  count <- vector_of(count)
  if (count == tf$data$INFINITE_CARDINALITY) Inf else if (count == tf$data$UNKNOWN_CARDINALITY) NA_real_ else count
}
