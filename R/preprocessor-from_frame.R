#' Choose layers for the columns of a data frame
#'
#' Returns a [preprocessor()] with layers chosen by the type and the values of each column. The first row that applies
#' decides:
#'
#' | column | layers |
#' |---|---|
#' | only missing values; one value, for text and logical columns without `NA` | left out, with a warning |
#' | dates and times; text in ISO 8601 throughout | calendar features that are not constant, normalized |
#' | logical | 0 and 1; with `NA`, normalized as numbers are |
#' | numbers, and lists of numbers of one length | `layer_normalization()`; with `NA`, `missing = "mean"` |
#' | lists of text | `layer_string_lookup(output_mode = "multi_hot")` |
#' | text of at most `max_categories` values (not 10 different), factors of at most 200 | a lookup, "one_hot"; `NA`: 0 |
#' | text of 4 words or more on average; of more than 1.5 where most values differ | `layer_text_vectorization()` |
#' | text of which more than 95 % of the values differ | left out as an identifier, with a warning |
#' | other text | the lookup above, of the `max_categories` most frequent values |
#'
#' @param data A data frame, or a named list of vectors of one length.
#' @param target The names of the columns to predict, which are no features.
#' @param output As for [preprocessor()]; with "dict", long texts and rare categories are indices.
#' @param max_categories How many values a category may have.
#' @param overrides A named list from columns to a layer, a list of layers, [feature()], `NULL` for the column as it is,
#'   or "skip" to leave it out. Without a name, an entry is a formula: a selection of columns, as in `where(is.numeric)
#'   ~ layer_min_max_scaling`, and the function that makes the layer of each; names precede formulas, and the first
#'   formula that selects a column decides.
#' @param ... The `name` and `dtype` of the layer.
#' @returns A [preprocessor()], not yet adapted. `$skipped` are the columns that are left out, with the reasons.
#' @family preprocessors
#' @seealso `vignette("tabular")` is the guide to preprocessors.
#' @eval search_words("automatic preprocessing", "choose layers", "tabular data", "feature engineering",
#'   "guess column types", "data frame")
#' @examplesIf has_python()
#' data <- data.frame(
#'   size = c(1, 2, 4), color = c("red", "blue", "red"), sold = c(0, 1, 1)
#' )
#' prep <- preprocessor_from_frame(data, target = "sold")
#' prep %>% adapt(data)
#' prep(data)
#' @export
preprocessor_from_frame <- function(data, target = NULL, output = "concat", max_categories = 40, overrides = NULL,
                                    ...) {
  owner <- "preprocessor_from_frame"
  overrides <- as_overrides(overrides, owner)
  if (is.list(data) && !is.null(names(data))) {
    overrides <- chosen_overrides(overrides, data[setdiff(names(data), target)], owner)
  }
  table <- frame_of(without_skipped(data, overrides), owner)
  new_preprocessor(layer_from_frame(
    table,
    target = target, output = as_output(output), max_categories = max_categories,
    overrides = lapply(overrides, as_chain), owner = owner, ...
  ))
}

layer_from_frame <- function(table, ..., overrides = list(), owner) {
  choose <- callable_of(member_of(member_of(loaded(prelayer), "Preprocessor"), "from_frame"))
  arguments <- list(py_try(as_table(table)), overrides = overrides, ...)
  convert <- with_whole_numbers("prelayer", "Preprocessor.from_frame")
  layer <- owned_by(owner, without_python_warnings(convert(choose, arguments, as_argument)))
  warn_of_skipped(as_r(member_of(reference_of(layer), "skipped")), names(overrides), owner)
  as_callable(layer)
}

warn_of_skipped <- function(skipped, chosen, owner) {
  unasked <- skipped[setdiff(names(skipped), chosen)]
  if (length(unasked) == 0) return(invisible())
  rlang::warn(sprintf("%s: columns are left out (%s).", owner, paste0(names(unasked), ": ", unasked, collapse = "; ")))
}

# Columns that are left out may be of types that cannot be converted, such as difftime.
without_skipped <- function(data, overrides) {
  skipped <- intersect(names(Filter(function(value) identical(value, "skip"), overrides)), names(data))
  if (is.list(data)) for (name in skipped) data[[name]] <- rep(NA, NROW(data[[name]]))
  data
}

# A list of which each entry has a name or is a formula.
as_overrides <- function(overrides, owner) {
  rule <- "be a named list from columns to layers, or have formulas"
  if (rlang::is_formula(overrides)) return(list(overrides))
  if (!is.null(overrides) && !is.vector(overrides) || is_python(overrides)) {
    stop_argument("overrides", rule, describe_class(overrides), owner = owner)
  }
  overrides <- as.list(overrides)
  are_named <- nzchar(rlang::names2(overrides)) | vapply(overrides, rlang::is_formula, NA)
  if (all(are_named)) return(overrides)
  found <- sprintf("element %d has no name", which(!are_named)[[1]])
  stop_argument("overrides", rule, found = found, owner = owner)
}

# The overrides by name of the column; formulas select columns.
chosen_overrides <- function(overrides, columns, owner) {
  are_formulas <- vapply(overrides, rlang::is_formula, NA)
  found <- overrides[!are_formulas]
  for (formula in overrides[are_formulas]) {
    quos <- list(rlang::new_quosure(rlang::f_lhs(formula), rlang::f_env(formula)))
    value <- rlang::eval_bare(rlang::f_rhs(formula), rlang::f_env(formula))
    is_maker <- is_layer(value) || is.function(value) && !is_python(value)
    selected <- selected_columns(quos, columns, NULL, owner, "overrides")
    for (name in setdiff(selected, names(found))) {
      found[name] <- list(if (is_maker) new_layer(value) else value)
    }
  }
  found
}
