#' Read a folder of images as a dataset
#'
#' Each folder in `directory` is a class; classes are numbered from 0 in the alphabetical order of the folder names.
#' Shuffling uses a different order each epoch, reproducible by `seed`. A file that cannot be decoded raises an error
#' that names it. Pixel values are from 0 to 255, and from 0 to 65535 for PNG files with 16 bits.
#'
#' @param directory A folder with one folder of .bmp, .gif, .jpeg, .jpg, .png or .webp files for each
#'   class (.webp with one frame, if TensorFlow can read them). Hidden files and folders, whose names begin with a dot,
#'   FIFOs, sockets and devices are skipped.
#' @param labels "inferred" from the folders; `NULL` for no labels; or one label for each file, in
#'   the order of `file_paths` with `shuffle = FALSE`: whole numbers, strings or a factor, which
#'   is converted to its labels.
#' @param label_mode "int" (int32), "categorical" (one-hot, float32), "binary" (0 or 1, float32, as a
#'   column) or `NULL` (no labels).
#' @param class_names The names of class folders in index order; `NULL` for all.
#' @param color_mode "grayscale", "rgb" or "rgba": 1, 3 or 4 channels.
#' @param batch_size Images per batch; `NULL` for single images.
#' @param image_size Height and width in pixels to which every image is resized.
#' @param shuffle Whether to shuffle; otherwise files are in alphabetical order.
#' @param seed A whole number that makes shuffling and splitting reproducible.
#' @param validation_split The share of the files, between 0 and 1, that is held out.
#' @param subset "training", "validation" or "both"; requires `validation_split`.
#' @param interpolation "bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5",
#'   "gaussian" or "mitchellcubic".
#' @param follow_links Whether to follow symbolic links to folders.
#' @param crop_to_aspect_ratio Whether to crop to the aspect ratio of `image_size` instead of distorting.
#' @param pad_to_aspect_ratio Whether to pad with zeros to the aspect ratio of `image_size` instead.
#' @param data_format "channels_last" or "channels_first"; `NULL` for Keras's setting.
#' @param format "tf".
#' @param verbose Whether to print the number of files and classes.
#' @param on_error How to handle unreadable files: "raise" an error that names the file,
#'   "skip" the file and its label, or insert a black image as a "placeholder". [report()] lists the
#'   unreadable files. With "skip" the number of batches is unknown, and Keras warns after each epoch that the data
#'   ran out.
#' @param split The parts to return, each with its share, as in `c(train = 0.8, test = 0.2)`. Only the
#'   first one is shuffled.
#' @param split_by "chance", a random split by `seed`; or "path", a split by a hash of each file's path below the
#'   folder, so that no file moves to another part when files are added.
#' @param stratify Whether each part has its share of each class, up to one file.
#' @param group Keeps files together in one part: a function or formula from the path below
#'   the folder to the name of a group, or the groups of the files in the order of `file_paths`.
#' @param antialias Whether downsampling averages over all pixels, as most programs do; it is slower.
#' @param decoder Functions for other file types by their extension, `list(.npy = numpy$load)`:
#'   each takes a path and returns numbers of shape (height, width) or (height, width, channels),
#'   whose values are kept. Files with these extensions are listed too. They must be Python functions, because files
#'   are read in threads, and R has only one.
#' @returns A dataset of `list(images, labels)`, or of images alone, with the elements `$class_names` and
#'   `$file_paths`; a list of two datasets with `subset = "both"`, a named list of
#'   datasets with `split`.
#' @family loaders
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("load images", "read images", "image folder", "train test split", "training and validation data",
#'   "class folders", "JPEG", "PNG", "datasets")
#' @examplesIf has_python() && requireNamespace("png", quietly = TRUE)
#' folder <- tempfile()
#' for (class in c("dark", "light")) {
#'   dir.create(file.path(folder, class), recursive = TRUE)
#'   pixels <- matrix(as.numeric(class == "light"), 8, 8)
#'   png::writePNG(pixels, file.path(folder, class, "1.png"))
#' }
#' ds <- image_dataset_from_directory(
#'   folder,
#'   image_size = c(4, 4), batch_size = 2, shuffle = FALSE
#' )
#' class_names(ds)
#' batch <- dataset_collect(ds)[[1]]
#' dim(batch[[1]]) # images, height, width, channels
#' as.array(batch[[2]])
#' @export
image_dataset_from_directory <- function(directory, labels = "inferred", label_mode = "int",
                                         class_names = NULL, color_mode = "rgb", batch_size = 32,
                                         image_size = c(256, 256), shuffle = TRUE, seed = NULL,
                                         validation_split = NULL, subset = NULL,
                                         interpolation = "bilinear", follow_links = FALSE,
                                         crop_to_aspect_ratio = FALSE, pad_to_aspect_ratio = FALSE,
                                         data_format = NULL, format = "tf", verbose = TRUE,
                                         on_error = "raise", split = NULL, split_by = "chance",
                                         stratify = FALSE, group = NULL, antialias = FALSE,
                                         decoder = NULL) {
  directory <- path_of(directory, "image_dataset_from_directory", "directory")
  as_r(prelayer$image_dataset_from_directory(
    directory = directory, labels = each_label(labels), label_mode = label_mode,
    class_names = several(class_names), color_mode = color_mode, batch_size = whole(batch_size),
    image_size = whole(image_size), shuffle = shuffle, seed = whole(seed),
    validation_split = validation_split, subset = subset, interpolation = interpolation,
    follow_links = follow_links, crop_to_aspect_ratio = crop_to_aspect_ratio,
    pad_to_aspect_ratio = pad_to_aspect_ratio, data_format = data_format, format = format,
    verbose = verbose, on_error = on_error, split = as_shares(split), split_by = split_by,
    stratify = stratify, group = as_grouping(group), antialias = antialias,
    decoder = as_decoder(decoder, "image_dataset_from_directory")
  ))
}

# A single label or name is converted to a list, too.
several <- function(x) if (is.null(x) || is_python(x)) x else I(x)

each_label <- function(labels) {
  if (is.character(labels) && is_scalar(labels)) return(labels)
  several(if (is.factor(labels)) as.character(labels) else whole(labels))
}

# c(train = 0.8, test = 0.2) is a dict in Python.
as_shares <- function(split) if (is.numeric(split)) as.list(split) else split

# A function of paths, which arrive as Python objects, or a group for each file.
as_grouping <- function(group) {
  if (rlang::is_formula(group)) group <- rlang::as_function(group)
  if (is.function(group)) function(path) group(as_r(path)) else each_label(group)
}

as_decoder <- function(decoder, owner) {
  if (is.list(decoder) && !is_python(decoder)) {
    in_r <- names(Filter(function(fun) is.function(fun) && !is_python(fun), decoder))
    if (length(in_r) > 0) {
      stop_argument(
        "decoder", "hold functions of Python, because files are read in threads and R has only one",
        found = sprintf("\"%s\" has one of R", in_r[[1]]), owner = owner,
        remedy = "Define it with reticulate's py_run_string(), or read the files first."
      )
    }
  }
  decoder
}
