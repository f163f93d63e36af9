#' Split data into two datasets, for training and validation
#'
#' The rows of the second part are held out, to test what was learned from the first part. A dataset is read once, into
#' memory, so that both parts keep their rows even if the dataset is shuffled anew each epoch. If its elements are
#' batches, their rows are split, and then batched again.
#'
#' @param dataset A dataset; a vector, a matrix or an array, whose first dimension has the rows; a data frame; or a
#'   (named) list of them. Values are converted as by [tensor_slices_dataset()].
#' @param left_size The number of rows of the first part, or their share, a number below 1; `NULL` for all but the
#'   second part.
#' @param right_size The same for the second part, which ends with the last row; `NULL` for all but the first part.
#' @param shuffle Whether to shuffle the rows before they are split.
#' @param seed A whole number that makes shuffling reproducible, and the same as in Python.
#' @param preferred_backend "tensorflow" or `NULL`.
#' @returns A list of two datasets.
#' @family functions for data
#' @seealso The loaders split files and tables: see `split` of [dataset_from_frame()] and
#'   [image_dataset_from_directory()].
#' @eval search_words("train test split", "training and validation data", "holdout", "hold-out", "validation split",
#'   "leakage", "initial_split", "train_test_split")
#' @examplesIf has_python()
#' parts <- split_dataset(list(matrix(1:10, 5), letters[1:5]), left_size = 0.6)
#' dataset_collect(parts[[2]])
#'
#' parts <- split_dataset(1:10, right_size = 2, shuffle = TRUE, seed = 1)
#' dataset_collect(parts[[2]])
#' @export
split_dataset <- function(dataset, left_size = NULL, right_size = NULL, shuffle = FALSE, seed = NULL,
                          preferred_backend = NULL) {
  if (!is_python(dataset)) {
    refuse_missing_in(dataset, "dataset")
    dataset <- as_feed(dataset, "dataset", "split_dataset", na = "error")
  }
  prelayer$split_dataset(
    dataset = dataset, left_size = whole_options(left_size), right_size = whole_options(right_size), shuffle = shuffle,
    seed = seed, preferred_backend = preferred_backend
  )
}

# In vectors and arrays, also those in lists.
refuse_missing_in <- function(x, argument) {
  if (is_python(x)) return(invisible())
  if (is.atomic(x) && !is.null(x)) return(refuse_missing(x, argument))
  if (!is.list(x)) return(invisible())
  places <- if (is.null(names(x))) sprintf("%s[[%d]]", argument, seq_along(x)) else paste0(argument, "$", names(x))
  Map(refuse_missing_in, x, places)
  invisible()
}
