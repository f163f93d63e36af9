#' Prefetch, cache or snapshot elements
#'
#' `dataset_prefetch()` prepares the next elements while the model trains on the current ones; it
#' belongs at the end of a pipeline. `dataset_cache()` keeps all elements after the first pass, in memory or in a file;
#' `dataset_snapshot()` keeps them in a folder, where other runs of the program can reuse them.
#'
#' @inheritParams dataset_map
#' @param buffer_size The number of elements to prepare; if missing, TensorFlow chooses it.
#' @param filename The file for the elements; `NULL` keeps them in memory.
#' @param device The device that elements are copied to, such as "/gpu:0". No step that changes elements may follow.
#' @param path The folder for the elements. Existing elements in it are read instead of the dataset, so use a new folder
#'   when earlier steps of the pipeline change.
#' @param compression "AUTO", "GZIP", "SNAPPY" or "NONE".
#' @param reader_func A function or formula from a dataset with one dataset per file to a single dataset; `NULL` reads
#'   the files sequentially.
#' @param shard_func A function as in [dataset_map()] that returns the number of the file for each element, a whole
#'   number; `NULL` lets TensorFlow choose.
#' @returns A dataset.
#' @family dataset verbs
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("cache", "prefetch", "performance", "slow training", "speed", "keep in memory", "datasets")
#' @examplesIf has_python()
#' tensor_slices_dataset(1:4) %>%
#'   dataset_cache() %>%
#'   dataset_batch(2) %>%
#'   dataset_prefetch() %>%
#'   dataset_collect()
#'
#' folder <- tempfile()
#' tensor_slices_dataset(1:4) %>%
#'   dataset_snapshot(folder) %>%
#'   dataset_batch(4) %>%
#'   dataset_collect()
#' @export
dataset_prefetch <- function(dataset, buffer_size = tf$data$AUTOTUNE) {
  dataset_verb(dataset, "prefetch", buffer_size = whole_number(buffer_size, minimum = -1))
}

#' @rdname dataset_prefetch
#' @export
dataset_prefetch_to_device <- function(dataset, device, buffer_size = NULL) {
  check_dataset(dataset, "dataset_prefetch_to_device")
  copy <- tf$data$experimental$prefetch_to_device(device, buffer_size = whole_number(buffer_size, minimum = -1))
  py_try(dataset$apply(copy))
}

#' @rdname dataset_prefetch
#' @export
dataset_cache <- function(dataset, filename = NULL) {
  path <- if (is.null(filename)) "" else path_of(filename, "dataset_cache", "filename")
  dataset_verb(dataset, "cache", filename = path)
}

#' @rdname dataset_prefetch
#' @export
dataset_snapshot <- function(dataset, path, compression = "AUTO", reader_func = NULL, shard_func = NULL) {
  owner <- "dataset_snapshot"
  check_dataset(dataset, owner)
  path <- path_of(path, owner, "path")
  of_datasets <- takes(1, "1 argument, a dataset of datasets")
  with_graphs(
    owner,
    list(
      reader_func = optional_function(reader_func, of_datasets, as_a_dataset),
      shard_func = optional_function(shard_func, an_element(element_spec(dataset)), as_whole_tensor("int64"))
    ),
    function(reader, shard) dataset$snapshot(path, compression = compression, reader_func = reader, shard_func = shard)
  )
}
