#' Print, summarize and tidy a layer
#'
#' `print()` shows the call that makes the layer and the first values that it has learned, `str()` these values with
#' their types, `summary()` the distribution of the values. `tidy()` returns all of them.
#'
#' @param x,object A layer, such as [layer_normalization()].
#' @param ... Not used.
#' @returns `tidy()`: a data frame (a tibble) with one row per learned value. For a layer with a vocabulary, the columns
#'   are those of [vocabulary_table()], and, with `output_mode = "tf_idf"`, `idf_weight`. For others they are `part`,
#'   the name of the learned array, such as "mean"; `row`, for arrays with more axes, such as the quantiles of features;
#'   `feature`, the position in the last axis, from 1; and `value`. For a [layer_pipeline()] there is a row per layer,
#'   with `layer`, as R code, and `learned`, in short. A layer that has learned nothing has no rows.
#'
#'   `summary()`: a data frame with one row per learned array, its `part`, `values`, `minimum`, `mean` and `maximum`.
#'   `print()` and `str()`: the layer, invisibly.
#' @family adapting
#' @examplesIf has_python()
#' layer <- layer_normalization()
#' layer %>% adapt(matrix(c(1, 3, 10, 30), 2))
#' layer
#' tidy(layer)
#' @name layer_print
NULL

#' @rdname layer_print
#' @export
print.prelayer.Layer <- function(x, ...) { # nolint: object_name_linter.
  cat(print_lines(x), sep = "\n")
  invisible(x)
}

print_lines <- function(layer) {
  if (is_of_another_session(reference_of(layer))) return("<a layer of another R session>")
  call <- strwrap(format_layer(layer), getOption("width"), exdent = 4)
  c(call, learned_lines(layer), if (is_unfitted(layer)) "  not adapted yet")
}

learned_lines <- function(layer) {
  if (!is_chain(layer)) {
    lines <- if (has_member(layer, "_learned_lines")) as_r(call_method(layer, "_learned_lines", TRUE))
    return(as.character(unlist(lines)))
  }
  as.character(unlist(lapply(layers_of(layer), function(part) {
    lines <- learned_lines(part)
    if (length(lines) > 0) c(paste0("  ", r_name(class_name(part))), paste0("  ", lines))
  })))
}

is_chain <- function(layer) has_member(layer, "layers")

# Keras's own kind of list.
layers_of <- function(chain) items_of(member_of(chain, "layers"))

is_unfitted <- function(layer) has_member(layer, "is_fitted") && !as_r(member_of(layer, "is_fitted"))

#' @rdname layer_print
#' @importFrom utils str
#' @export
str.prelayer.Layer <- function(object, ...) { # nolint: object_name_linter.
  cat(format_layer(object), "\n", sep = "")
  parts <- parts_of(object)
  names <- format(vapply(parts, function(part) part$name, ""))
  for (i in seq_along(parts)) cat(" $ ", names[[i]], ": ", str_line(parts[[i]]), "\n", sep = "")
  invisible(object)
}

# The parts of the learned state, each with a name, a shape and the first values.
parts_of <- function(layer) jsonlite::parse_json(as_r(call_method(layer, "_r_parts")))

str_line <- function(part) {
  values <- unlist(part$values)
  type <- if (is.character(values)) "chr" else "num"
  sizes <- unlist(part$shape)
  size <- if (length(sizes) > 0) sprintf("[%s] ", toString(paste0("1:", sizes)))
  shown <- if (is.character(values)) encodeString(utils::head(values, 4), quote = "\"") else
    format_each(utils::head(values, 6))
  more <- if (prod(sizes) > length(shown)) " ..."
  paste0(type, " ", size, paste(shown, collapse = " "), more)
}

format_each <- function(values) vapply(values, function(value) format(value, digits = 4), "")

#' @rdname layer_print
#' @export
summary.prelayer.Layer <- function(object, ...) { # nolint: object_name_linter.
  arrays <- numbers_of(object)
  if (has_vocabulary(object)) {
    table <- vocabulary_table(object)
    known <- !is.na(table$count)
    arrays <- c(if (any(known)) list(count = table$count[known]), weights_of(object))
  }
  of_each <- function(fun) unname(vapply(arrays, function(values) as.numeric(fun(values)), 0))
  table <- data.frame(
    part = as.character(names(arrays)), values = as.integer(unname(lengths(arrays))), minimum = of_each(min),
    mean = of_each(mean), maximum = of_each(max)
  )
  structure(table, class = c("prelayer_layer_summary", "data.frame"), layer = print_lines(object))
}

#' @export
print.prelayer_layer_summary <- function(x, ...) {
  cat(attr(x, "layer", exact = TRUE), sep = "\n")
  if (nrow(x) > 0) {
    attr(x, "layer") <- NULL
    class(x) <- "data.frame"
    cat("\n")
    print(x, row.names = FALSE, digits = 4)
  }
  invisible(x)
}

#' @rdname layer_print
#' @method tidy prelayer.Layer
#' @export
tidy.prelayer.Layer <- function(x, ...) { # nolint: object_name_linter.
  if (has_vocabulary(x)) return(as_tibble_class(tidy_vocabulary(x)))
  if (is_chain(x)) return(as_tibble_class(tidy_chain(x)))
  arrays <- numbers_of(x)
  rows <- Map(tidy_numbers, names(arrays), arrays)
  empty <- data.frame(part = character(), feature = integer(), value = numeric())
  found <- if (length(rows) == 0) empty else do.call(rbind, unname(rows))
  if (all(is.na(found$row))) found$row <- NULL
  as_tibble_class(found)
}

tidy_numbers <- function(part, values) {
  features <- utils::tail(c(1L, dim(values)), 1)
  rows <- length(values) / features
  data.frame(
    part = part, row = if (rows > 1) rep(seq_len(rows), each = features) else NA_integer_,
    feature = rep(seq_len(features), rows), value = as.vector(t(matrix(values, ncol = features)))
  )
}

tidy_vocabulary <- function(layer) {
  table <- vocabulary_table(layer)
  table$idf_weight <- weights_of(layer)$idf_weights
  if (all(is.na(table$document_count))) table$document_count <- NULL
  table
}

tidy_chain <- function(chain) {
  layers <- layers_of(chain)
  learned <- vapply(layers, function(layer) {
    if (has_member(layer, "_learned_text")) as_r(call_method(layer, "_learned_text")) else ""
  }, "")
  data.frame(layer = vapply(layers, format_layer, ""), learned = learned)
}

has_vocabulary <- function(layer) has_member(layer, "get_vocabulary")

weights_of <- function(layer) {
  weights <- member_of(layer, "idf_weights")
  if (inherits(weights, "python.builtin.NoneType")) NULL else list(idf_weights = as.vector(array_of_numpy(weights)))
}

# The learned arrays of numbers, by name.
numbers_of <- function(layer) {
  if (has_vocabulary(layer) || !has_member(layer, "get_state") || is_unfitted(layer)) return(list())
  arrays <- lapply(entries_of(call_method(layer, "get_state")), array_of_numpy)
  arrays[setdiff(names(arrays), "rank")]
}

as_tibble_class <- function(table) {
  structure(table, class = c("tbl_df", "tbl", "data.frame"), row.names = seq_len(nrow(table)))
}

# The report of adapt() in Python, which a preprocessor has as its member `report`.
#' @rdname layer_print
#' @param row.names,optional Not used.
#' @export
as.data.frame.prelayer.AdaptReport <- function(x, row.names = NULL, optional = FALSE, ...) { # nolint
  columns <- as_r(py_try(call_method(reference_of(x), "table")))
  as.data.frame(lapply(columns, function(entries) unlist(entries)))
}
