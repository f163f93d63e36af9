#' Join elements into batches, and take batches apart
#'
#' @inheritParams dataset_map
#' @param batch_size How many elements make a batch.
#' @param drop_remainder Whether a last batch that is not full is left out.
#' @param num_parallel_calls How many batches to make at a time, `tf$data$AUTOTUNE` to let
#'   TensorFlow choose; `NULL` for one after the other.
#' @param deterministic Whether the order is kept when several batches are made; `NULL` means yes.
#' @param row_splits_dtype "int64" or "int32": how the lengths of rows are kept.
#' @returns A dataset. `dataset_batch()` adds a first dimension, `dataset_unbatch()` removes it, `dataset_rebatch()`
#'   gives batches another size. `dataset_ragged_batch()` takes elements of different sizes and makes ragged tensors;
#'   [dataset_padded_batch()] fills them up.
#' @family datasets
#' @examplesIf has_python()
#' tensor_slices_dataset(1:5) %>% dataset_batch(2) %>% dataset_collect()
#' tensor_slices_dataset(diag(2)) %>% dataset_unbatch() %>% dataset_collect()
#' tensor_slices_dataset(1:5) %>% dataset_batch(2) %>% dataset_rebatch(3) %>% dataset_collect()
#'
#' lengths <- tensor_slices_dataset(1:3)
#' lengths %>% dataset_map(~ tf$range(.x)) %>% dataset_ragged_batch(3) %>% dataset_collect()
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
