#' Batch and unbatch elements
#'
#' Models are trained on batches: a number of elements, stacked along a new first dimension.
#'
#' @inheritParams dataset_map
#' @param batch_size The number of elements per batch.
#' @param drop_remainder Whether to drop a last batch that is not full.
#' @param num_parallel_calls The number of batches to make in parallel; `tf$data$AUTOTUNE` lets
#'   TensorFlow choose, `NULL` makes them sequentially.
#' @param deterministic Whether the order is kept when batches are made in parallel; `NULL` means yes.
#' @param row_splits_dtype "int64" or "int32": the dtype in which the lengths of rows are stored.
#' @returns A dataset. `dataset_batch()` adds a first dimension, `dataset_unbatch()` removes it, `dataset_rebatch()`
#'   changes the size of batches. `dataset_ragged_batch()` combines elements of different sizes into ragged tensors;
#'   [dataset_padded_batch()] pads them.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("batch size", "mini-batches", "minibatch", "unbatch", "ragged", "datasets")
#' @examplesIf has_python()
#' tensor_slices_dataset(1:5) %>%
#'   dataset_batch(2) %>%
#'   dataset_collect()
#' tensor_slices_dataset(diag(2)) %>%
#'   dataset_unbatch() %>%
#'   dataset_collect()
#' tensor_slices_dataset(1:5) %>%
#'   dataset_batch(2) %>%
#'   dataset_rebatch(3) %>%
#'   dataset_collect()
#'
#' lengths <- tensor_slices_dataset(1:3)
#' lengths %>%
#'   dataset_map(~ tf$range(.x)) %>%
#'   dataset_ragged_batch(3) %>%
#'   dataset_collect()
#' @export
dataset_batch <- function(dataset, batch_size, drop_remainder = FALSE, num_parallel_calls = NULL,
                          deterministic = NULL) {
  dataset_verb(
    dataset, "batch",
    batch_size = whole_number(batch_size, minimum = 1, needed = TRUE),
    drop_remainder = true_or_false(drop_remainder, "dataset_batch"),
    num_parallel_calls = whole_number(num_parallel_calls, minimum = -1),
    deterministic = deterministic
  )
}

#' @rdname dataset_batch
#' @export
dataset_unbatch <- function(dataset) dataset_verb(dataset, "unbatch")

#' @rdname dataset_batch
#' @export
dataset_rebatch <- function(dataset, batch_size, drop_remainder = FALSE) {
  dataset_verb(
    dataset, "rebatch",
    batch_size = whole_number(batch_size, minimum = 1, needed = TRUE),
    drop_remainder = true_or_false(drop_remainder, "dataset_rebatch")
  )
}

#' @rdname dataset_batch
#' @export
dataset_ragged_batch <- function(dataset, batch_size, drop_remainder = FALSE, row_splits_dtype = "int64") {
  dataset_verb(
    dataset, "ragged_batch",
    batch_size = whole_number(batch_size, minimum = 1, needed = TRUE),
    drop_remainder = true_or_false(drop_remainder, "dataset_ragged_batch"),
    row_splits_dtype = tf$as_dtype(row_splits_dtype)
  )
}
