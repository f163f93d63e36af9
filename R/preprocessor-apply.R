# Calls of a preprocessor, and their output as data frames.

preprocess <- function(fit, x, ..., as_frame) {
  layer <- fit$layer
  check_connected(layer)
  if (is.null(layer) || !layer$is_fitted) stop_unfitted()
  if (py_kind(x) == "dataset") return(dataset_map(x, layer))
  check_times(fit$times, x)
  output <- layer(as_columns(x, layer), ...)
  if (as_frame) frames_of(output, fit, x) else output
}

# Numbers would be read as seconds since 1970, but those of dates are days.
check_times <- function(names, x) {
  if (!is.list(x) || is_python(x)) return(invisible())
  for (name in intersect(names, names(x))) {
    column <- x[[name]]
    if (is_python(column) || is_time(column) || all(is.na(column))) next
    rule <- "be dates or times, as in the data for adapt()"
    remedy <- "as.Date() and as.POSIXct() make them."
    stop_argument(sprintf("x$%s", name), rule, describe_class(column), remedy, owner = "preprocessor")
  }
}

frames_of <- function(output, fit, x) {
  if (is_python(output) && !is.null(fit$names)) return(frame_of_tensor(output, fit$names, x))
  names <- as_r(call_method(reference_of(fit$layer), "_output_names"))
  if (is_python(output)) return(frame_of_tensor(output, unlist(names), x))
  Map(function(part, name) frame_of_tensor(part, unlist(names[[name]]), x), output, names(output))
}

# A tensor without columns remains one.
frame_of_tensor <- function(tensor, names, x) {
  values <- if (!inherits(tensor, "tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor")) array_of(tensor)
  if (is.null(values) || length(dim(values)) > 2) return(tensor)
  if (length(dim(values)) < 2) values <- matrix(values, ncol = 1)
  columns <- lapply(seq_along(names), function(place) as.vector(values[, place]))
  is_tibble <- inherits(x, "tbl_df")
  rows <- if (is.data.frame(x) && !is_tibble) attr(x, "row.names") else seq_len(nrow(values))
  classes <- c(if (is_tibble) c("tbl_df", "tbl"), "data.frame")
  structure(columns, names = unname(names), class = classes, row.names = rows)
}

#' Get the names of the output columns
#'
#' The names of the columns that [preprocessor()] returns, such as one for each category of a one-hot encoding.
#'
#' @param prep An adapted [preprocessor()].
#' @returns Names such as "sex_male", in the order of the columns.
#' @family preprocessors
#' @seealso `vignette("tabular")` is the guide to preprocessors.
#' @eval search_words("column names", "output names", "one-hot column names")
#' @examplesIf has_python()
#' lookup <- layer_string_lookup(
#'   vocabulary = c("red", "blue"), output_mode = "one_hot"
#' )
#' prep <- preprocessor(list(color = lookup))
#' get_feature_names_out(prep)
#' @export
get_feature_names_out <- function(prep) {
  layer <- layer_of(prep, "get_feature_names_out", fitted = TRUE)
  names <- attr(prep, "fit", exact = TRUE)$names
  if (is.null(names)) unlist(layer$get_feature_names_out()) else names
}

# Names that the layers do not know, such as those of a recipe.
with_output_names <- function(prep, names) {
  fit <- attr(prep, "fit", exact = TRUE)
  fit$names <- names
  prep
}
