#' Read a folder of texts as a dataset
#'
#' Each folder in `directory` is a class; classes are numbered from 0 in the alphabetical order of the folder names.
#' Texts are UTF-8, independently of the encoding of the files; a byte order mark is dropped, and a file that is not
#' valid in `encoding` raises an error that names it.
#'
#' @inheritParams image_dataset_from_directory
#' @param directory A folder with one folder of text files for each class. Hidden files and folders, whose names begin
#'   with a dot, FIFOs, sockets and devices are skipped.
#' @param batch_size Texts per batch; `NULL` for single texts.
#' @param max_length The maximum number of characters of a text, beyond which it is cut; `NULL` for no limit.
#' @param on_error How to handle unreadable files: "raise" an error that names the file,
#'   "skip" the file and its label, or insert an empty text as a "placeholder". [report()] lists the
#'   unreadable files. With "skip" the number of batches is unknown, and Keras warns after each epoch that the data
#'   ran out.
#' @param encoding The encoding of the files, as TensorFlow names it: "utf-8", "latin1", "cp949",
#'   "utf-16", ...
#' @param errors How to handle bytes that are not valid in `encoding`: "strict" treats the file as unreadable,
#'   "replace" replaces them by U+FFFD, "ignore" drops them.
#' @param extensions The file name extensions, in upper or lower case.
#' @returns A dataset of `list(texts, labels)`, or of texts alone, with the elements `$class_names` and
#'   `$file_paths`; a list of two datasets with `subset = "both"`, a named list of
#'   datasets with `split`.
#' @family loaders
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("load texts", "read text files", "text folder", "train test split", "class folders", "encoding",
#'   "datasets")
#' @examplesIf has_python()
#' folder <- tempfile()
#' for (class in c("bad", "good")) {
#'   dir.create(file.path(folder, class), recursive = TRUE)
#'   writeLines(paste("A", class, "film."), file.path(folder, class, "1.txt"))
#' }
#' text_dataset_from_directory(folder, shuffle = FALSE) %>% dataset_collect()
#' @export
text_dataset_from_directory <- function(directory, labels = "inferred", label_mode = "int",
                                        class_names = NULL, batch_size = 32, max_length = NULL,
                                        shuffle = TRUE, seed = NULL, validation_split = NULL,
                                        subset = NULL, follow_links = FALSE, format = "tf",
                                        verbose = TRUE, on_error = "raise", split = NULL,
                                        split_by = "chance", stratify = FALSE, group = NULL,
                                        encoding = "utf-8", errors = "strict",
                                        extensions = ".txt") {
  directory <- path_of(directory, "text_dataset_from_directory", "directory")
  as_r(prelayer$text_dataset_from_directory(
    directory = directory, labels = each_label(labels), label_mode = label_mode,
    class_names = several(class_names), batch_size = whole(batch_size),
    max_length = whole(max_length), shuffle = shuffle, seed = whole(seed),
    validation_split = validation_split, subset = subset, follow_links = follow_links,
    format = format, verbose = verbose, on_error = on_error, split = as_shares(split),
    split_by = split_by, stratify = stratify, group = as_grouping(group), encoding = encoding,
    errors = errors, extensions = several(extensions)
  ))
}
