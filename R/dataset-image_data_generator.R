#' Augment and standardize images like Keras's ImageDataGenerator
#'
#' The arguments are those of keras's `image_data_generator()`. They are implemented with layers of this package:
#' `generator$augmentation` is the [augmentation_pipeline()] of the random layers, and `generator$standardization`
#' the list of the other layers, for use in a deployed model. Images are augmented first (all geometric transformations
#' in one resampling step, then channel shift and brightness), followed by the preprocessing function, `rescale`,
#' samplewise statistics, and featurewise statistics or whitening. `vignette("image-data-generator")` translates each
#' argument to layers.
#'
#' The `flow_images_from_*()` functions return datasets of one epoch, which [fit()] reads once per epoch. The
#' part selected by `subset = "validation"` is never augmented. `generator$random_transform(x)` and
#' `generator$standardize(x)` apply the two stages to an image.
#'
#' @eval py_params("ImageDataGenerator", except = c("preprocessing_function", "width_shift_range"))
#' @param preprocessing_function A function of one image, applied after augmentation and before `rescale`: an R function
#'   or formula, which runs once, to build a graph (see [datasets]); or a layer.
#' @param width_shift_range The maximum shift to the left or right: a number below 1 is a fraction of the width, other
#'   numbers are pixels; an integer `n` (written `2L`) samples 0 to n - 1 whole pixels; a vector lists the amounts to
#'   sample from.
#' @returns A generator, a Python object.
#' @family image data generators
#' @seealso `vignette("image-data-generator")` translates each argument to layers.
#' @eval search_words("ImageDataGenerator", "data augmentation", "image augmentation", "rotation range",
#'   "featurewise center", "keras generator")
#' @examplesIf has_python()
#' images <- array(runif(8 * 6 * 6 * 3, 0, 255), c(8, 6, 6, 3))
#' generator <- image_data_generator(
#'   rescale = 1 / 255, rotation_range = 20, validation_split = 0.25
#' )
#' training <- flow_images_from_data(
#'   images, rep(0:1, 4), generator,
#'   batch_size = 3, subset = "training"
#' )
#' lapply(dataset_collect(training), function(batch) dim(batch[[1]]))
#' @export
image_data_generator <- function(featurewise_center = FALSE, samplewise_center = FALSE,
                                 featurewise_std_normalization = FALSE, samplewise_std_normalization = FALSE,
                                 zca_whitening = FALSE, zca_epsilon = 1e-6, rotation_range = 0, width_shift_range = 0,
                                 height_shift_range = 0, brightness_range = NULL, shear_range = 0, zoom_range = 0,
                                 channel_shift_range = 0, fill_mode = "nearest", cval = 0, horizontal_flip = FALSE,
                                 vertical_flip = FALSE, rescale = NULL, preprocessing_function = NULL,
                                 data_format = NULL, validation_split = 0, interpolation_order = 1, dtype = NULL,
                                 value_range = c(0, 255)) {
  prelayer$ImageDataGenerator(
    featurewise_center = featurewise_center, samplewise_center = samplewise_center,
    featurewise_std_normalization = featurewise_std_normalization,
    samplewise_std_normalization = samplewise_std_normalization, zca_whitening = zca_whitening,
    zca_epsilon = zca_epsilon, rotation_range = rotation_range, width_shift_range = width_shift_range,
    height_shift_range = height_shift_range, brightness_range = brightness_range, shear_range = shear_range,
    zoom_range = zoom_range, channel_shift_range = channel_shift_range, fill_mode = fill_mode, cval = cval,
    horizontal_flip = horizontal_flip, vertical_flip = vertical_flip, rescale = rescale,
    preprocessing_function = as_graph(preprocessing_function), data_format = data_format,
    validation_split = validation_split, interpolation_order = interpolation_order, dtype = dtype,
    value_range = value_range
  )
}

# R cannot be called from the threads of a dataset, so its function is traced to a graph.
as_graph <- function(fun, owner = "image_data_generator", argument = "preprocessing_function") {
  if (is.null(fun) || is_python(fun)) return(fun)
  if (!is.function(fun) && !rlang::is_formula(fun, lhs = FALSE)) return(fun)
  body <- rlang::as_function(fun)
  traced <- function(image) {
    as_tensors(without_r_random(body(image), owner, argument), owner, argument)
  }
  tf$`function`(tf$autograph$experimental$do_not_convert(traced))
}

# Its methods accept R arrays.
#' @export
`$.prelayer.ImageDataGenerator` <- function(x, name) { # nolint: object_name_linter.
  found <- py_try(NextMethod())
  if (is.function(found) && !is_layer(found)) as_callable(found, convert = as_py) else found
}

#' Fit an image data generator
#'
#' Required only for `featurewise_center`, `featurewise_std_normalization` and `zca_whitening`.
#'
#' @param object The generator returned by [image_data_generator()].
#' @param x Unprocessed images: an array (batch, height, width, channels), or a dataset of batches of them.
#' @param augment Whether to fit on augmented images.
#' @param rounds The number of times all images are augmented for that.
#' @param seed A whole number that makes the augmentation reproducible.
#' @returns `object`, invisibly.
#' @family image data generators
#' @seealso `vignette("image-data-generator")` translates each argument to layers.
#' @eval search_words("featurewise center", "mean image", "standardize images", "zca whitening", "fit_generator")
#' @examplesIf has_python()
#' images <- array(runif(8 * 6 * 6 * 3, 0, 255), c(8, 6, 6, 3))
#' generator <- image_data_generator(featurewise_center = TRUE)
#' generator %>% fit_image_data_generator(images)
#' centered <- as.array(generator$standardize(images))
#' round(apply(centered, 4, mean), 3) # the mean of each channel
#' @export
fit_image_data_generator <- function(object, x, augment = FALSE, rounds = 1, seed = NULL) {
  check_generator(object, "fit_image_data_generator", "object")
  py_try(object$fit(as_py(x, "x"), augment = augment, rounds = whole(rounds), seed = whole(seed)))
  invisible(object)
}

#' Read augmented images with an image data generator
#'
#' Returns images in memory, in a folder, or listed in a data frame, with their labels, augmented and standardized by a
#' generator.
#'
#' @param x An array of images (batch, height, width, channels).
#' @param y Labels, one per image; `NULL` for images alone.
#' @param directory A folder with one folder of images for each class; for a data frame, the folder to which the file
#'   names are relative. Hidden files and folders, FIFOs, sockets and devices are skipped.
#' @param dataframe A data frame.
#' @param x_col,y_col,weight_col The columns of file names, of classes or targets (several for "multi_output" and
#'   "raw"), and of weights (`NULL` for none).
#' @param generator The generator returned by [image_data_generator()].
#' @param target_size Height and width in pixels to which every image is resized.
#' @param color_mode "grayscale", "rgb" or "rgba".
#' @param classes The names of classes in index order, from 0; `NULL` for all, in alphabetical order.
#' @param class_mode "categorical" (one-hot), "binary" (0 or 1), "sparse" (the class index), "input" (the images
#'   themselves) or `NULL` (images alone); for a data frame also "raw" (the values of `y_col`) or "multi_output" (a list
#'   of its columns).
#' @param batch_size Images per batch.
#' @param shuffle Whether each epoch has a different order.
#' @param sample_weight Weights, one per image.
#' @param seed A whole number that makes order and augmentation reproducible.
#' @param ignore_class_split Whether the two subsets may contain different labels.
#' @param follow_links Whether to follow symbolic links to folders.
#' @param subset "training"; "validation", the first `validation_split` of the rows, or of each class's files,
#'   which is not augmented; or `NULL` for all.
#' @param interpolation As for [image_dataset_from_directory()].
#' @param validate_filenames Whether to reject missing files before any file is read.
#' @param keep_aspect_ratio Whether to crop to the aspect ratio of `target_size` instead of distorting.
#' @param verbose Whether to print the number of files and classes.
#' @returns A dataset of `list(images, labels)`, `list(images, labels, weights)` or of images alone. If files are
#'   read, it has the elements `$class_indices`, `$classes` and `$file_paths`.
#' @family image data generators
#' @seealso `vignette("image-data-generator")` translates each argument to layers.
#' @eval search_words("flow from directory", "flow from data frame", "batches of images", "data augmentation")
#' @examplesIf has_python()
#' images <- array(runif(8 * 6 * 6 * 3, 0, 255), c(8, 6, 6, 3))
#' generator <- image_data_generator(vertical_flip = TRUE)
#' ds <- flow_images_from_data(images, rep(0:1, 4), generator, batch_size = 4)
#' batch <- dataset_collect(ds)[[1]]
#' dim(batch[[1]])
#' as.array(batch[[2]])
#' @export
flow_images_from_data <- function(x, y = NULL, generator = image_data_generator(), batch_size = 32, shuffle = TRUE,
                                  sample_weight = NULL, seed = NULL, ignore_class_split = FALSE, subset = NULL) {
  check_generator(generator, "flow_images_from_data", "generator")
  py_try(generator$flow(
    as_data(x, "x"), y = as_data(y, "y"), batch_size = whole(batch_size), shuffle = shuffle,
    sample_weight = as_data(sample_weight, "sample_weight"), seed = whole(seed),
    ignore_class_split = ignore_class_split, subset = subset
  ))
}

#' @rdname flow_images_from_data
#' @export
flow_images_from_directory <- function(directory, generator = image_data_generator(), target_size = c(256, 256),
                                       color_mode = "rgb", classes = NULL, class_mode = "categorical", batch_size = 32,
                                       shuffle = TRUE, seed = NULL, follow_links = FALSE, subset = NULL,
                                       interpolation = "nearest", keep_aspect_ratio = FALSE, verbose = TRUE) {
  check_generator(generator, "flow_images_from_directory", "generator")
  py_try(generator$flow_from_directory(
    path_of(directory, "flow_images_from_directory", "directory"),
    target_size = as_argument(whole(target_size)), color_mode = color_mode, classes = as_argument(several(classes)),
    class_mode = class_mode, batch_size = whole(batch_size), shuffle = shuffle, seed = whole(seed),
    follow_links = follow_links, subset = subset, interpolation = interpolation,
    keep_aspect_ratio = keep_aspect_ratio, verbose = verbose
  ))
}

#' @rdname flow_images_from_data
#' @export
flow_images_from_dataframe <- function(dataframe, directory = NULL, x_col = "filename", y_col = "class",
                                       generator = image_data_generator(), weight_col = NULL,
                                       target_size = c(256, 256), color_mode = "rgb", classes = NULL,
                                       class_mode = "categorical", batch_size = 32, shuffle = TRUE, seed = NULL,
                                       subset = NULL, interpolation = "nearest", validate_filenames = TRUE,
                                       keep_aspect_ratio = FALSE, verbose = TRUE) {
  check_generator(generator, "flow_images_from_dataframe", "generator")
  if (!is.null(directory)) directory <- path_of(directory, "flow_images_from_dataframe", "directory")
  py_try(generator$flow_from_dataframe(
    as_file_table(dataframe), directory,
    x_col = x_col, y_col = as_argument(y_col), weight_col = weight_col, target_size = as_argument(whole(target_size)),
    color_mode = color_mode, classes = as_argument(several(classes)), class_mode = class_mode,
    batch_size = whole(batch_size), shuffle = shuffle, seed = whole(seed), subset = subset,
    interpolation = interpolation, validate_filenames = validate_filenames, keep_aspect_ratio = keep_aspect_ratio,
    verbose = verbose
  ))
}

# A row of a list column is a list of classes.
as_file_table <- function(x, argument = "dataframe") {
  if (is_python(x) || !is.list(x)) return(as_py(x, argument))
  as_py_list(x, argument, function(x, argument) if (is.list(x)) as_table_column(x, argument) else as_py(x, argument))
}

check_generator <- function(object, owner, argument) {
  if (inherits(object, "prelayer.ImageDataGenerator")) return(invisible())
  stop_argument(argument, "be what image_data_generator() gave", describe_class(object), owner = owner)
}
