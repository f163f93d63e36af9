#' Have elements ready before they are asked for
#'
#' `dataset_prefetch()` prepares the next elements while the model works on the last ones; it
#' belongs at the end of a pipeline. `dataset_cache()` keeps all elements after the first pass, in memory or in a file;
#' `dataset_snapshot()` keeps them in a folder, where other runs of the program find them.
#'
#' @inheritParams dataset_map
#' @param buffer_size How many elements to prepare; TensorFlow chooses where it is not given.
#' @param filename Where to keep the elements; `NULL` for memory.
#' @param device The device that elements are copied to, such as "/gpu:0". Nothing may follow that changes elements.
#' @param path The folder to keep the elements in. What is in it is read instead of the dataset, so it must be a new one
#'   when what comes before changes.
#' @param compression "AUTO", "GZIP", "SNAPPY" or "NONE".
#' @param reader_func A function or formula from a dataset of datasets, one a file, to a dataset; `NULL` reads one file
#'   after the other.
#' @param shard_func What gives each element the number of the file that it goes into: a function as in [dataset_map()]
#'   that returns a whole number; `NULL` lets TensorFlow choose.
#' @returns A dataset.
#' @family datasets
#' @examplesIf has_python()
#' tensor_slices_dataset(1:4) %>% dataset_cache() %>% dataset_batch(2) %>% dataset_prefetch()
#' tensor_slices_dataset(1:4) %>% dataset_snapshot(tempfile()) %>% dataset_collect()
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
