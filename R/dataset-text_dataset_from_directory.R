#' A folder of texts as a dataset
#'
#' Each folder in `directory` is a class; the alphabetical order of their names numbers them, from
#' 0 on. Texts are UTF-8, whatever the files are; a byte order mark is dropped, and a file in another
#' encoding than `encoding` is an error that names it.
#'
#' @inheritParams image_dataset_from_directory
#' @param directory A folder with one folder of text files for each class. Hidden files and folders, whose names begin
#'   with a dot, FIFOs, sockets and devices are left out.
#' @param batch_size Texts in a batch; `NULL` for single texts.
#' @param max_length How many characters of a text to keep; `NULL` for all.
#' @param on_error What to do about a file that cannot be read: "raise" an error that names it,
#'   "skip" it and its label, or put a "placeholder" in its place, empty. [report()] tells which
#'   files they are.
#'   "skip" leaves the number of batches unknown, and Keras warns after each epoch that the data ran out.
#' @param encoding The encoding of the files, as TensorFlow names it: "utf-8", "latin1", "cp949",
#'   "utf-16", ...
#' @param errors What to do about bytes that are no text in `encoding`: "strict": the file cannot be
#'   read; "replace" them by U+FFFD; "ignore" them.
#' @param extensions How the names of the files end, in whatever case.
#' @returns A dataset of `list(texts, labels)`, or of texts alone, whose `$class_names` and
#'   `$file_paths` say what was found; a list of two datasets with `subset = "both"`, a named list of
#'   datasets with `split`.
#' @family datasets
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
