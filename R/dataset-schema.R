#' Describe the elements of a dataset
#'
#' The loaders of this package record the names and classes of their data; these functions return them also
#' after any number of verbs. `$class_names` of a dataset exists only directly after loading.
#'
#' @param dataset A dataset returned by a loader, or derived from one.
#' @param example Whether to read the first element, and to show its first values.
#' @returns `schema()` returns a list: `feature_names` and `target_names`, empty if the only one has
#'   no name; `class_names`; `file_paths`, in the order before shuffling, or `NULL`;
#'   `dtypes`, the names of the current dtypes of an element, in its structure; and `features`, a data frame with
#'   one row for each part of an element: its `name`, `role` ("feature", "target" or "weight"), `dtype`, `shape`, in
#'   which `NA` is an unknown size, and, if it was read, `example`. It is printed as this table.
#'   `class_names()` returns the names of the classes in index order, from 0, a named
#'   list of these for several targets, or `NULL`. `report()` returns a data frame with the `path` of
#'   each unreadable file that has been skipped or replaced so far, and the `reason`; for rows that
#'   [csv_dataset()] skipped, also the `line` at which each begins.
#' @family reading datasets
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("class names", "feature names", "file names", "unreadable files", "skipped rows",
#'   "corrupt images", "dtypes", "datasets")
#' @examplesIf has_python() && requireNamespace("png", quietly = TRUE)
#' folder <- tempfile()
#' for (class in c("dark", "light")) {
#'   dir.create(file.path(folder, class), recursive = TRUE)
#'   pixels <- matrix(as.numeric(class == "light"), 8, 8)
#'   png::writePNG(pixels, file.path(folder, class, "1.png"))
#' }
#' writeLines("no image", file.path(folder, "dark", "2.png"))
#' ds <- image_dataset_from_directory(
#'   folder,
#'   image_size = c(4, 4), on_error = "skip"
#' )
#' batches <- ds %>%
#'   dataset_map(~ list(.x / 255, .y)) %>%
#'   dataset_prefetch()
#' class_names(batches)
#' schema(batches, example = TRUE)
#'
#' # Files that could not be read so far
#' images <- dataset_collect(batches)
#' skipped <- report(batches)
#' basename(skipped$path)
#' skipped$reason
#' @export
schema <- function(dataset, example = FALSE) {
  check_dataset(dataset, "schema")
  found <- prelayer$schema(dataset, example = example)
  found <- list(
    feature_names = names_of(found$feature_names), target_names = names_of(found$target_names),
    class_names = classes_of(found$class_names),
    file_paths = if (!is.null(found$file_paths)) names_of(found$file_paths),
    dtypes = dtype_names(found$dtypes), features = feature_frame(found)
  )
  structure(found, class = "prelayer_schema")
}

feature_frame <- function(found) {
  table <- lapply(as_r(py_try(call_method(found, "_r_table"))), function(entries) as.character(unlist(entries)))
  table$shape <- format_shapes(table$shape)
  as.data.frame(table)
}

#' @export
print.prelayer_schema <- function(x, ...) {
  features <- x$features
  rows <- nrow(features)
  shown <- if (rows > most_features) most_features - 1 else rows
  lines <- aligned(utils::head(features, shown), shorten = TRUE)
  if (shown < rows) lines <- c(lines, sprintf("... %s more", format(rows - shown, big.mark = ",")))
  lines <- c(lines, class_lines(x$class_names), if (length(x$file_paths) > 0) listed("files", x$file_paths))
  cat(vapply(lines, shortened, "", most = 80), sep = "\n")
  invisible(x)
}

most_features <- 6

# A line for each of two targets at most.
class_lines <- function(classes) {
  if (is.null(classes)) return(NULL)
  if (!is.list(classes)) return(listed("classes", classes))
  lines <- unlist(Map(listed, paste("classes of", names(classes)), classes), use.names = FALSE)
  if (length(lines) > 2) c(lines[[1]], "...") else lines
}

# The first entries of long lists of names, such as those of files.
listed <- function(title, names) {
  shown <- encodeString(utils::head(names, 10), quote = "\"")
  more <- if (length(names) > 10) ", ..."
  sprintf("%s (%s): %s%s", title, format(length(names), big.mark = ","), toString(shown), paste0(more, ""))
}

#' @rdname schema
#' @export
class_names <- function(dataset) {
  check_dataset(dataset, "class_names")
  classes_of(prelayer$class_names(dataset))
}

#' @rdname schema
#' @export
report <- function(dataset) {
  check_dataset(dataset, "report")
  bad <- prelayer$report(dataset)
  field <- function(name) vapply(bad, function(found) as.character(member(found, name)), "")
  found <- data.frame(path = field("path"), reason = field("reason"))
  are_rows <- vapply(bad, has_member, NA, "line")
  if (!any(are_rows)) return(found)
  line <- rep(NA_integer_, length(bad))
  line[are_rows] <- vapply(bad[are_rows], function(row) as.integer(member(row, "line")), 1L)
  data.frame(path = found$path, line = line, reason = found$reason)
}

names_of <- function(x) as.character(unlist(as_r(x)))

# The class names of one target, or of several by name.
classes_of <- function(x) {
  x <- as_r(x)
  if (is.null(x)) NULL else if (is.null(names(x))) names_of(x) else lapply(x, names_of)
}

dtype_names <- function(x) {
  x <- as_r(x)
  if (is.list(x)) lapply(x, dtype_names) else x$name
}
