#' Read lines, records or names of files as a dataset
#'
#' Reads lines of text, records of TFRecord files, records of a fixed number of bytes, or the names of files.
#'
#' @param filenames Paths, a tensor or a dataset of paths.
#' @param compression_type "GZIP", "ZLIB", or `NULL` for none.
#' @param buffer_size The number of bytes read at a time; `NULL` lets TensorFlow choose.
#' @param num_parallel_reads The number of files read in parallel, with interleaved records; `NULL` reads them
#'   sequentially.
#' @param record_bytes The number of bytes per record.
#' @param header_bytes,footer_bytes The number of bytes to skip at the start and the end of each file; `NULL`: none.
#' @param file_pattern Paths with the wildcards `*`, `?` and `[a-c]`, as in `"data/*.txt"`.
#' @param shuffle Whether each pass has a different order; `NULL` means yes.
#' @param seed A whole number that makes the order reproducible; `NULL` for a new order in every pass.
#' @returns A dataset of strings. A missing file raises an error when it is read; a pattern without matching files
#'   raises immediately.
#' @family loaders
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("read lines", "TFRecord", "list files", "binary files", "datasets")
#' @examplesIf has_python()
#' folder <- tempfile()
#' dir.create(folder)
#' writeLines(c("a,1", "b,2"), file.path(folder, "one.csv"))
#' text_line_dataset(file.path(folder, "one.csv")) %>% dataset_collect()
#' file_list_dataset(file.path(folder, "*.csv"), shuffle = FALSE) %>%
#'   dataset_interleave(text_line_dataset) %>%
#'   dataset_collect()
#' @export
text_line_dataset <- function(filenames, compression_type = NULL, buffer_size = NULL, num_parallel_reads = NULL) {
  owner <- "text_line_dataset"
  py_try(tf$data$TextLineDataset(
    paths_of(filenames, owner, "filenames"), compression_type = compression(compression_type, owner),
    buffer_size = whole_number(buffer_size, minimum = 0),
    num_parallel_reads = whole_number(num_parallel_reads, minimum = -1)
  ))
}

#' @rdname text_line_dataset
#' @export
tfrecord_dataset <- function(filenames, compression_type = NULL, buffer_size = NULL, num_parallel_reads = NULL) {
  owner <- "tfrecord_dataset"
  py_try(tf$data$TFRecordDataset(
    paths_of(filenames, owner, "filenames"), compression_type = compression(compression_type, owner),
    buffer_size = whole_number(buffer_size, minimum = 0),
    num_parallel_reads = whole_number(num_parallel_reads, minimum = -1)
  ))
}

#' @rdname text_line_dataset
#' @export
fixed_length_record_dataset <- function(filenames, record_bytes, header_bytes = NULL, footer_bytes = NULL,
                                        buffer_size = NULL, compression_type = NULL, num_parallel_reads = NULL) {
  owner <- "fixed_length_record_dataset"
  py_try(tf$data$FixedLengthRecordDataset(
    paths_of(filenames, owner, "filenames"), record_bytes = whole_number(record_bytes, minimum = 1, needed = TRUE),
    header_bytes = whole_number(header_bytes, minimum = 0), footer_bytes = whole_number(footer_bytes, minimum = 0),
    buffer_size = whole_number(buffer_size, minimum = 0), compression_type = compression(compression_type, owner),
    num_parallel_reads = whole_number(num_parallel_reads, minimum = -1)
  ))
}

#' @rdname text_line_dataset
#' @export
file_list_dataset <- function(file_pattern, shuffle = NULL, seed = NULL) {
  pattern <- paths_of(file_pattern, "file_list_dataset", "file_pattern")
  seed <- whole_number(seed)
  tryCatch(tf$data$Dataset$list_files(pattern, shuffle = shuffle, seed = seed), prelayer_error = function(error) {
    if (!grepl("No files matched", conditionMessage(error))) stop(error)
    shown <- paste0('"', pattern, '"', collapse = " or ")
    stop_argument("file_pattern", "fit a file", found = paste("no file fits", shown), owner = "file_list_dataset")
  })
}

paths_of <- function(paths, owner, argument) {
  if (is_python(paths)) return(paths)
  if (!is.character(paths) || length(paths) == 0 || anyNA(paths)) {
    stop_argument(argument, "be paths", deparse(paths, nlines = 1), owner = owner)
  }
  I(path.expand(paths))
}

compression <- function(type, owner) {
  if (is.null(type) || is_python(type) || type %in% c("", "GZIP", "ZLIB")) return(type)
  stop_argument("compression_type", 'be "GZIP", "ZLIB" or NULL', deparse(type, nlines = 1), owner = owner)
}
