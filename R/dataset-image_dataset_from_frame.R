#' Read the files listed in a data frame as a dataset
#'
#' Each row contains the path and the label of a file, so labels do not depend on the order of rows or files. Shuffling
#' uses a permutation of all rows each epoch, reproducible by `seed`.
#'
#' @eval py_params("image_dataset_from_frame", except = c(
#'   "data", "label_mode", "image_size", "split", "on_error", "decoder"
#' ))
#' @inheritParams dataset_from_frame
#' @param data A data frame, a named list of vectors, or a table of Python.
#' @param label_mode As `mode` of [label_column()]; `NULL` for no labels.
#' @param image_size Height and width in pixels to which every image is resized.
#' @param decoder Functions for other file types by their extension, `list(.npy = numpy$load)`: each takes a path
#'   and returns numbers of shape (height, width) or (height, width, channels), whose values are kept. They must be
#'   Python functions, because files are read in threads, and R has only one.
#' @param encoding The encoding of the files, as TensorFlow names it: "utf-8", "latin1", "cp949", "utf-16", ...
#' @param errors How to handle bytes that are not valid in `encoding`: "strict" treats the file as unreadable,
#'   "replace" replaces them by U+FFFD, "ignore" drops them.
#' @param max_length The maximum number of characters of a text, beyond which it is cut; `NULL` for no limit.
#' @returns A dataset of `list(images, labels)` or `list(images, labels, weights)`, or of images alone, with
#'   texts instead of images for `text_dataset_from_frame()`; with `split` a named list of datasets. [class_names()]
#'   and [schema()] describe the elements.
#' @family loaders
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("load images", "image paths", "file names in a table", "csv of images", "labels of images",
#'   "load texts", "train test split", "datasets")
#' @examplesIf has_python() && requireNamespace("png", quietly = TRUE)
#' folder <- tempfile()
#' dir.create(folder)
#' for (name in c("1.png", "2.png")) {
#'   png::writePNG(matrix(0, 8, 9), file.path(folder, name))
#' }
#' data <- data.frame(path = c("2.png", "1.png"), label = c("dog", "cat"))
#' ds <- image_dataset_from_frame(
#'   data,
#'   directory = folder, image_size = c(4, 5), shuffle = FALSE
#' )
#' class_names(ds)
#' batch <- dataset_collect(ds)[[1]]
#' dim(batch[[1]])
#' as.array(batch[[2]])
#' @export
image_dataset_from_frame <- function(data, path = "path", label = "label", label_mode = "int", class_names = NULL,
                                     weights = NULL, directory = NULL, image_size = c(256, 256), color_mode = "rgb",
                                     interpolation = "bilinear", batch_size = 32, shuffle = TRUE, seed = NULL,
                                     separator = "|", on_error = "raise", split = NULL, stratify = NULL, group = NULL,
                                     split_by = NULL, verbose = TRUE, antialias = FALSE, decoder = NULL) {
  days <- columns_of_times(data)
  told_of_times(days, prelayer$image_dataset_from_frame(
    data = frame_of(without(data, days), "image_dataset_from_frame"), path = path, label = label,
    label_mode = label_mode, class_names = several(class_names), weights = weights,
    directory = folder_of(directory, "image_dataset_from_frame"), image_size = image_size, color_mode = color_mode,
    interpolation = interpolation, batch_size = batch_size, shuffle = shuffle, seed = seed, separator = separator,
    on_error = on_error, split = as_shares(split), stratify = stratify, group = group, split_by = split_by,
    verbose = verbose, antialias = antialias, decoder = as_decoder(decoder, "image_dataset_from_frame")
  ))
}
