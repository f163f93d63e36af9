# Each verb calls the method of the same name of `tf.data.Dataset`.
dataset_verb <- function(dataset, method, ...) {
  check_dataset(dataset, paste0("dataset_", method))
  as_callable(dataset[[method]], convert = as_argument)(...)
}

# NULL lets TensorFlow choose the number, unless it is required.
whole_number <- function(x, minimum = NULL, needed = FALSE, argument = rlang::caller_arg(x)) {
  if (is.null(x) && !needed || is_python(x)) return(x)
  number <- if (is.numeric(x)) as_int(x, argument) else x
  if (!is_number_from(x, minimum)) {
    least <- if (!is.null(minimum)) paste(" of at least", minimum)
    stop_argument(argument, paste0("be a whole number", least), deparse(x, nlines = 1))
  }
  number
}

is_number_from <- function(x, minimum) is.numeric(x) && length(x) == 1 && (is.null(minimum) || x >= minimum)

true_or_false <- function(x, owner, argument = rlang::caller_arg(x)) {
  if (is_python(x)) x else owned_by(owner, checks$flag(argument, x))
}

#' Repeat a dataset, or take a part of it
#'
#' Repeats all elements, as for several epochs, or selects some of them by position: the first ones, all others, every
#' n-th one, or those that did not occur before.
#'
#' @inheritParams dataset_map
#' @param count The number of passes over the data, or the number of elements to take or skip. -1 means
#'   infinitely many passes, or all elements; so does `NULL` in `dataset_repeat()`.
#' @param num_shards The number of parts into which the dataset is split, one per machine.
#' @param index The number of the part, from 0.
#' @returns A dataset. `dataset_shard()` keeps the elements number `index`, `index + num_shards` and so on, counted from
#'   0; `dataset_unique()` keeps each value once, for elements that are single tensors of whole numbers or text.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("epochs", "take first elements", "skip", "train test split", "shard", "unique", "duplicates",
#'   "datasets")
#' @examplesIf has_python()
#' ds <- tensor_slices_dataset(1:4)
#' ds %>%
#'   dataset_repeat(2) %>%
#'   dataset_batch(8) %>%
#'   dataset_collect()
#' ds %>%
#'   dataset_skip(1) %>%
#'   dataset_take(2) %>%
#'   dataset_collect()
#' ds %>%
#'   dataset_shard(num_shards = 2, index = 0) %>%
#'   dataset_collect()
#' ds %>%
#'   dataset_repeat(3) %>%
#'   dataset_unique() %>%
#'   dataset_collect()
#' @export
dataset_repeat <- function(dataset, count = NULL) {
  dataset_verb(dataset, "repeat", count = whole_number(count, minimum = -1))
}

#' @rdname dataset_repeat
#' @export
dataset_take <- function(dataset, count) {
  dataset_verb(dataset, "take", count = whole_number(count, minimum = -1, needed = TRUE))
}

#' @rdname dataset_repeat
#' @export
dataset_skip <- function(dataset, count) {
  dataset_verb(dataset, "skip", count = whole_number(count, minimum = -1, needed = TRUE))
}

#' @rdname dataset_repeat
#' @export
dataset_shard <- function(dataset, num_shards, index) {
  shards <- whole_number(num_shards, minimum = 1, needed = TRUE)
  number <- whole_number(index, minimum = 0, needed = TRUE)
  if (!is_python(shards) && !is_python(number) && number >= shards) {
    stop_argument("index", paste("be below `num_shards`,", shards), format(number), owner = "dataset_shard")
  }
  dataset_verb(dataset, "shard", num_shards = shards, index = number)
}

#' @rdname dataset_repeat
#' @export
dataset_unique <- function(dataset) {
  check_dataset(dataset, "dataset_unique")
  spec <- element_spec(dataset)
  if (is.list(spec) || !isTRUE(dtype_of(spec) %in% c("int32", "int64", "string"))) {
    stop_argument(
      "dataset", "have elements that are one tensor of int32, int64 or string", describe_element(spec),
      'dataset_map() makes one of it, as by ~ tf$cast(.x, "int64").', "dataset_unique"
    )
  }
  dataset_verb(dataset, "unique")
}
