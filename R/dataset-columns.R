#' Column types for datasets from data frames
#'
#' Describe a feature or a target of [dataset_from_frame()] if the name of a column is not sufficient.
#'
#' @param names The name of a column; or several, whose numbers are concatenated in this order; for `label_column()`
#'   only with `mode = "float"`.
#' @param name The name of the column; for `image_column()` the column of paths.
#' @param dtype The feature's dtype, such as "float64". `NULL` uses float32 for doubles and for several columns, and
#'   otherwise the dtype of the column.
#' @param vocabulary The known values, in index order; `NULL` for the levels of a factor. Indices are
#'   those of `layer_string_lookup(vocabulary = )`: from 1 on, and 0 for a value that is not in the vocabulary.
#'   With `na = "mask"` they are those of a lookup with a mask: 0 for `NA`, 1 for an unknown value, then the
#'   vocabulary; with "token", `NA` has the index after the last one.
#' @param size Height and width in pixels to which every image is resized.
#' @param color_mode,interpolation,antialias,decoder As for [image_dataset_from_directory()].
#' @param directory The folder to which the paths are relative; `NULL` for the working directory.
#' @param mode "int": the index of each class, int32; "categorical": one-hot, float32; "binary": 0 or 1,
#'   float32, as a column; "multi_label": 1 for each class of the row, float32; "float": numbers, float32.
#'   `NULL` uses "int" for text and factors and keeps numbers unchanged.
#' @param class_names The classes in index order, from 0; `NULL` for the levels of a factor,
#'   or all values, sorted.
#' @param separator The separator between the classes of a row for "multi_label", if they are text and not a
#'   list column.
#' @returns A column, a Python object, for the arguments `features` and `target` of [dataset_from_frame()].
#' @family loaders
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("column types", "factor", "categorical variables", "class labels", "multi-label", "target column",
#'   "response variable", "datasets")
#' @examplesIf has_python()
#' data <- data.frame(
#'   x = c(1, 2), y = 3:4,
#'   size = factor(c("small", "large"), levels = c("small", "large"))
#' )
#' features <- list(
#'   place = numeric_column(c("x", "y")), size = categorical_column("size")
#' )
#' dataset_from_frame(data, features) %>% dataset_collect()
#'
#' tagged <- data.frame(x = c(1, 2), tags = c("red|round", "round"))
#' dataset_from_frame(tagged, target = label_column("tags", "multi_label")) %>%
#'   class_names()
#' @name columns
NULL

#' @rdname columns
#' @export
numeric_column <- function(names, dtype = NULL) prelayer$numeric_column(names = names, dtype = dtype)

#' @rdname columns
#' @export
text_column <- function(name) prelayer$text_column(name = name)

#' @rdname columns
#' @export
categorical_column <- function(name, vocabulary = NULL) {
  prelayer$categorical_column(name = name, vocabulary = several(vocabulary))
}

#' @rdname columns
#' @export
image_column <- function(name, size = c(256, 256), color_mode = "rgb", interpolation = "bilinear", directory = NULL,
                         antialias = FALSE, decoder = NULL) {
  prelayer$image_column(
    name = name, size = size, color_mode = color_mode, interpolation = interpolation,
    directory = folder_of(directory, "image_column"), antialias = antialias,
    decoder = as_decoder(decoder, "image_column")
  )
}

#' @rdname columns
#' @export
label_column <- function(names, mode = NULL, class_names = NULL, separator = "|") {
  prelayer$label_column(names = names, mode = mode, class_names = several(class_names), separator = separator)
}

folder_of <- function(directory, owner) if (!is.null(directory)) path_of(directory, owner, "directory")
