# Each verb is the method of the same name of `tf.data.Dataset`.
dataset_verb <- function(dataset, method, ...) {
  check_dataset(dataset, paste0("dataset_", method))
  as_callable(dataset[[method]], convert = as_argument)(...)
}

whole_number <- function(x, minimum, argument = rlang::caller_arg(x)) {
  if (is.null(x) || is_python(x)) return(x)
  number <- if (is.numeric(x)) as_int(x, argument) else x
  if (!is.numeric(x) || length(x) != 1 || x < minimum) {
    stop_prelayer(sprintf("`%s` must be a whole number of at least %d, but it is %s.",
                          argument, minimum, deparse(x, nlines = 1)))
  }
  number
}

#' Join elements into batches, and take batches apart
#'
#' @inheritParams dataset_map
#' @param batch_size How many elements make a batch.
#' @param drop_remainder Whether a last batch that is not full is left out.
#' @param num_parallel_calls How many batches to make at a time, `tf$data$AUTOTUNE` to let
#'   TensorFlow choose; `NULL` for one after the other.
#' @param deterministic Whether the order is kept when several batches are made; `NULL` means yes.
#' @returns A dataset. `dataset_batch()` adds a first dimension, `dataset_unbatch()` removes it.
#' @family datasets
#' @examplesIf has_python()
#' tensor_slices_dataset(1:5) %>% dataset_batch(2) %>% dataset_collect()
#' tensor_slices_dataset(diag(2)) %>% dataset_unbatch() %>% dataset_collect()
#' @export
dataset_batch <- function(dataset, batch_size, drop_remainder = FALSE, num_parallel_calls = NULL,
                          deterministic = NULL) {
  dataset_verb(
    dataset, "batch",
    batch_size = whole_number(batch_size, minimum = 1),
    drop_remainder = drop_remainder,
    num_parallel_calls = whole_number(num_parallel_calls, minimum = -1),
    deterministic = deterministic
  )
}

#' @rdname dataset_batch
#' @export
dataset_unbatch <- function(dataset) dataset_verb(dataset, "unbatch")

#' Shuffle elements
#'
#' @inheritParams dataset_map
#' @param buffer_size From how many elements in line the next one is drawn. The order is fully
#'   random where it is at least the number of elements.
#' @param seed A whole number that makes the order repeatable; `NULL` for a new one every time.
#' @param reshuffle_each_iteration Whether each pass has an order of its own; `NULL` means yes.
#' @returns A dataset.
#' @family datasets
#' @examplesIf has_python()
#' tensor_slices_dataset(1:10) %>% dataset_shuffle(10, seed = 1) %>% dataset_batch(10)
#' @export
dataset_shuffle <- function(dataset, buffer_size, seed = NULL, reshuffle_each_iteration = NULL) {
  dataset_verb(
    dataset, "shuffle",
    buffer_size = whole_number(buffer_size, minimum = 1),
    seed = as_int(seed),
    reshuffle_each_iteration = reshuffle_each_iteration
  )
}

#' Repeat a dataset, or take a part of it
#'
#' @inheritParams dataset_map
#' @param count How often to go through the data, or how many elements to take or skip. -1 means
#'   without end, or all; so does `NULL` in `dataset_repeat()`.
#' @returns A dataset.
#' @family datasets
#' @examplesIf has_python()
#' ds <- tensor_slices_dataset(1:4)
#' ds %>% dataset_repeat(2) %>% dataset_batch(8)
#' ds %>% dataset_skip(1) %>% dataset_take(2) %>% dataset_collect()
#' @export
dataset_repeat <- function(dataset, count = NULL) {
  dataset_verb(dataset, "repeat", count = whole_number(count, minimum = -1))
}

#' @rdname dataset_repeat
#' @export
dataset_take <- function(dataset, count) {
  dataset_verb(dataset, "take", count = whole_number(count, minimum = -1))
}

#' @rdname dataset_repeat
#' @export
dataset_skip <- function(dataset, count) {
  dataset_verb(dataset, "skip", count = whole_number(count, minimum = -1))
}

#' Have elements ready before they are asked for
#'
#' `dataset_prefetch()` prepares the next elements while the model works on the last ones; it
#' belongs at the end of a pipeline. `dataset_cache()` keeps all elements after the first pass.
#'
#' @inheritParams dataset_map
#' @param buffer_size How many elements to prepare; TensorFlow chooses where it is not given.
#' @param filename Where to keep the elements; `NULL` for memory.
#' @returns A dataset.
#' @family datasets
#' @examplesIf has_python()
#' tensor_slices_dataset(1:4) %>% dataset_cache() %>% dataset_batch(2) %>% dataset_prefetch()
#' @export
dataset_prefetch <- function(dataset, buffer_size = tf$data$AUTOTUNE) {
  dataset_verb(dataset, "prefetch", buffer_size = whole_number(buffer_size, minimum = -1))
}

#' @rdname dataset_prefetch
#' @export
dataset_cache <- function(dataset, filename = NULL) {
  path <- if (is.null(filename)) "" else path_of(filename, "dataset_cache", "filename")
  dataset_verb(dataset, "cache", filename = path)
}
