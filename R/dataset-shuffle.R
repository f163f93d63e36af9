#' Shuffle elements
#'
#' Shuffles a dataset in a new order in each epoch, by sampling from a buffer; a buffer of all elements makes every
#' order equally likely.
#'
#' @inheritParams dataset_map
#' @param buffer_size The number of elements in the buffer from which the next one is sampled. The order is fully
#'   random if it is at least the number of elements.
#' @param seed A whole number that makes the order reproducible; `NULL` for a new one every time.
#' @param reshuffle_each_iteration Whether each pass has a different order; `NULL` means yes.
#' @param count The number of passes over the data, each in a different order; `NULL` or -1 for infinitely many.
#' @returns A dataset.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("shuffle rows", "permutation", "random order", "buffer", "datasets")
#' @examplesIf has_python()
#' tensor_slices_dataset(1:10) %>%
#'   dataset_shuffle(10, seed = 1) %>%
#'   dataset_batch(10) %>%
#'   dataset_collect()
#' tensor_slices_dataset(1:10) %>%
#'   dataset_shuffle_and_repeat(10, count = 2, seed = 1) %>%
#'   dataset_batch(10) %>%
#'   dataset_collect()
#' @export
dataset_shuffle <- function(dataset, buffer_size, seed = NULL, reshuffle_each_iteration = NULL) {
  dataset_verb(
    dataset, "shuffle",
    buffer_size = whole_number(buffer_size, minimum = 1, needed = TRUE),
    seed = whole_number(seed),
    reshuffle_each_iteration = reshuffle_each_iteration
  )
}

#' @rdname dataset_shuffle
#' @export
dataset_shuffle_and_repeat <- function(dataset, buffer_size, count = NULL, seed = NULL) {
  check_dataset(dataset, "dataset_shuffle_and_repeat")
  dataset_repeat(dataset_shuffle(dataset, buffer_size, seed = seed), count)
}
