#' Batch elements of different sizes with padding
#'
#' Elements are padded to the size of the largest one in their batch, or to `padded_shapes`.
#' `dataset_bucket_by_sequence_length()` batches elements of similar length, which reduces the amount of padding.
#'
#' @inheritParams dataset_batch
#' @param padded_shapes The sizes to pad to: those of one tensor, as in `c(NA, 3)` or [shape()], or a list of them in
#'   the structure of an element. `NA`, `NULL` or -1 is the largest size in the batch; `padded_shapes = NULL` uses it
#'   for every dimension.
#' @param padding_values The values to pad with: one value, or a list of values in the structure of an element, where
#'   `NULL` is 0 or "".
#' @param element_length_func A function or formula, called as [dataset_map()] calls its function, that returns the
#'   length of an element, a whole number.
#' @param bucket_boundaries The lengths at which the next bucket starts.
#' @param bucket_batch_sizes The batch size of each bucket: one number more than there are boundaries.
#' @param pad_to_bucket_boundary Whether to pad unknown sizes to one less than the upper boundary of the bucket, and
#'   reject longer elements, instead of padding to the largest element of the batch.
#' @param no_padding Whether to disable padding, for elements that are sparse or of one size.
#' @returns A dataset.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("padding", "variable length", "sequences of different lengths", "bucketing", "ragged", "datasets")
#' @examplesIf has_python()
#' rows <- range_dataset(from = 1, to = 5) %>% dataset_map(~ tf$range(.x))
#' rows %>%
#'   dataset_padded_batch(4, padding_values = -1) %>%
#'   dataset_collect()
#' rows %>%
#'   dataset_bucket_by_sequence_length(~ tf$size(.x),
#'     bucket_boundaries = 3, bucket_batch_sizes = c(2, 2)
#'   ) %>%
#'   dataset_collect()
#' @export
dataset_padded_batch <- function(dataset, batch_size, padded_shapes = NULL, padding_values = NULL,
                                 drop_remainder = FALSE) {
  owner <- "dataset_padded_batch"
  check_dataset(dataset, owner)
  size <- whole_number(batch_size, minimum = 1, needed = TRUE)
  spec <- element_spec(dataset)
  shapes <- in_structure(padded_shapes, spec, padded_shape, owner, "padded_shapes")
  values <- in_structure(each_entry(padding_values, spec), spec, padding_value, owner, "padding_values")
  py_try(dataset$padded_batch(
    size, padded_shapes = shapes, padding_values = values, drop_remainder = true_or_false(drop_remainder, owner)
  ))
}

#' @rdname dataset_padded_batch
#' @export
dataset_bucket_by_sequence_length <- function(dataset, element_length_func, bucket_boundaries, bucket_batch_sizes,
                                              padded_shapes = NULL, padding_values = NULL,
                                              pad_to_bucket_boundary = FALSE, no_padding = FALSE,
                                              drop_remainder = FALSE) {
  owner <- "dataset_bucket_by_sequence_length"
  check_dataset(dataset, owner)
  boundaries <- as_int(increasing(bucket_boundaries, owner, "bucket_boundaries"), "bucket_boundaries")
  sizes <- as_int(bucket_batch_sizes)
  if (length(sizes) != length(boundaries) + 1) {
    rule <- sprintf("be one number more than there are `bucket_boundaries`, %d", length(boundaries) + 1L)
    stop_argument("bucket_batch_sizes", rule, found = paste("there are", length(sizes)), owner = owner)
  }
  spec <- element_spec(dataset)
  shapes <- in_structure(padded_shapes, spec, padded_shape, owner, "padded_shapes")
  values <- in_structure(each_entry(padding_values, spec), spec, padding_value, owner, "padding_values")
  length_of <- a_function(element_length_func, an_element(spec), as_whole_tensor("int32"))
  with_graphs(owner, list(element_length_func = length_of), function(length_of) {
    dataset$bucket_by_sequence_length(
      length_of, as.list(boundaries), as.list(sizes), padded_shapes = shapes, padding_values = values,
      pad_to_bucket_boundary = pad_to_bucket_boundary, no_padding = no_padding,
      drop_remainder = true_or_false(drop_remainder, owner)
    )
  })
}

increasing <- function(x, owner, argument) {
  if (is.numeric(x) && length(x) > 0 && !is.unsorted(x, strictly = TRUE)) return(x)
  stop_argument(argument, "be increasing numbers", deparse(x, nlines = 1), owner = owner)
}
