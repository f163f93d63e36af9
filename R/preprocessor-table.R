# The features of a preprocessor as a table, in R's words.

#' @importFrom generics tidy
#' @export tidy
NULL

#' Describe the features of a preprocessor
#'
#' `tidy()` returns a table, `print()` shows it shortened to the width of the window, `summary()` shows all of it,
#' `str()` the features and their layers.
#'
#' @param x,object A [preprocessor()].
#' @param ... Not used.
#' @returns `tidy()`: a data frame (a tibble) with one row per feature: `feature`, its name; `type`, the types of its
#'   columns; `layers`, as R code; `output`, the shape of its output, in which `NA` is the number of rows; `learned`,
#'   the learned state in short. `print()`, `summary()` and `str()`: the
#'   preprocessor, invisibly.
#' @family preprocessors
#' @seealso `vignette("tabular")` is the guide to preprocessors.
#' @eval search_words("data frame of layers", "describe preprocessing", "broom")
#' @examplesIf has_python()
#' prep <- preprocessor(list(
#'   size = layer_normalization(),
#'   color = layer_string_lookup(output_mode = "one_hot")
#' ))
#' prep %>% adapt(data.frame(size = c(1, 3), color = c("red", "blue")))
#' tidy(prep)
#' @name tidy
NULL

#' @rdname tidy
#' @method tidy prelayer_preprocessor
#' @export
tidy.prelayer_preprocessor <- function(x, ...) {
  plan <- plan_of(x)
  table <- if (is.null(found_layer(x))) table_of_plan(plan) else table_of_layer(found_layer(x))
  if (!is.null(plan)) table$type <- types_of_columns(plan, table$feature)
  structure(table, class = c("tbl_df", "tbl", "data.frame"), row.names = seq_along(table$feature))
}

table_of_layer <- function(layer) {
  described <- as_r(py_try(call_method(reference_of(layer), "table")))
  table <- lapply(described, function(entries) as.character(unlist(entries)))
  features <- as_r(member_of(reference_of(layer), "features"))
  table$type <- vapply(strsplit(table$type, ", "), function(dtypes) toString(r_types[dtypes]), "")
  table$layers <- unname(vapply(features, function(part) format_chain(as_r(member_of(part, "layers"))), ""))
  table$output <- format_shapes(table$output)
  table
}

types_of_columns <- function(plan, names) {
  vapply(plan$columns[names], function(column) class(column)[[1]], "", USE.NAMES = FALSE)
}

r_types <- c(
  string = "character", bool = "logical", int64 = "integer", int32 = "integer", uint8 = "integer",
  float64 = "numeric", float32 = "numeric", float16 = "numeric"
)

#' @rdname tidy
#' @export
print.prelayer_preprocessor <- function(x, ...) {
  print_table(x, shorten = TRUE)
}

#' @rdname tidy
#' @export
summary.prelayer_preprocessor <- function(object, ...) {
  print_table(object, shorten = FALSE)
}

#' @rdname tidy
#' @export
str.prelayer_preprocessor <- function(object, ...) {
  table <- tidy.prelayer_preprocessor(object)
  cat(sprintf("Preprocessor of %s\n", count_of(nrow(table), "feature")))
  lines <- sprintf(" $ %s: %s %s", format(table$feature), format(table$type), table$layers)
  cat(vapply(lines, shortened, "", most = getOption("width")), sep = "\n")
  invisible(object)
}

print_table <- function(x, shorten) {
  plan <- plan_of(x)
  table <- unclass(tidy.prelayer_preprocessor(x))
  cat(sprintf("Preprocessor of %s\n", count_of(length(table$feature), "feature")))
  if (!is.null(plan)) cat(paste0(describe_plan(plan), "\n"), sep = "")
  cat(if (isTRUE(x$is_fitted)) "\nAdapted:\n" else "\nNot adapted yet: call adapt(prep, data).\n")
  cat(paste0(aligned(table[lengths(table) > 0], shorten), "\n"), sep = "")
  invisible(x)
}

count_of <- function(n, word) sprintf("%d %s%s", n, word, if (n == 1) "" else "s")

# The widest columns are cut to the width of the window.
aligned <- function(table, shorten) {
  entries <- Map(c, names(table), table)
  widths <- vapply(entries, function(column) max(nchar(column, "width")), 1)
  shown <- if (shorten) reduced(widths, getOption("width")) else widths
  columns <- Map(function(column, width) format(vapply(column, shortened, "", most = width)), entries, shown)
  lines <- trimws(do.call(paste, c(unname(columns), sep = "  ")), "right")
  if (all(shown == widths)) lines else c(lines, "", "Shortened to the width of the window; summary() shows all.")
}

# The name of a feature, in the first column, is cut after the other entries.
reduced <- function(widths, most) {
  for (name in c(22, 8, 4)) {
    least <- pmin(widths, ifelse(seq_along(widths) == 1, name, min(name, 8)))
    while (sum(widths) + 2 * (length(widths) - 1) > most && any(widths > least)) {
      widest <- which.max(ifelse(widths > least, widths, 0))
      widths[[widest]] <- widths[[widest]] - 1
    }
  }
  widths
}

shortened <- function(entry, most) {
  if (nchar(entry, "width") > most) paste0(strtrim(entry, most - 3), "...") else entry
}
