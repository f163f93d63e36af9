#' Add layers to the columns of a preprocessor
#'
#' Steps append layers to the selected columns of a [preprocessor()] that is made of a formula. They are fitted together
#' by [adapt()]. Of a recipe, `step_normalize()`, `step_date()` and `step_rm()` are those of the recipes package, so
#' that both packages can be attached, in either order.
#'
#' `step_normalize()` adds [layer_normalization()], which divides by the standard deviation of the population, with the
#' divisor n. `step_lookup()` adds [layer_string_lookup()], or [layer_integer_lookup()] for numbers; in vectors, missing
#' text is all zeros, and values that did not occur in the training data have the first column. `step_date()` adds
#' `layer_datetime_features()`. `step_layer()` adds a copy of any layer to each column. `step_default()` chooses layers
#' by the training data, as [preprocessor_from_frame()] does. `step_rm()` removes columns.
#'
#' @section Selections:
#' Columns are selected as by the recipes package: names, `-name`, helpers of tidyselect, such as `starts_with("a")`,
#' `all_of(x)` and `where(is.numeric)`, and `all_predictors()`, `all_numeric_predictors()` (numbers),
#' `all_nominal_predictors()` (text and factors), `all_logical_predictors()`, `all_date_predictors()`,
#' `all_datetime_predictors()`, and the same for `string`, `factor`, `ordered`, `unordered`, `integer` and `double`.
#' These are found within steps without any package. A column with a layer counts as numeric.
#'
#' @param prep A [preprocessor()], made of a formula; or a recipe of the recipes package.
#' @param ... Selections of columns, see below; for `step_default()` none selects all columns without layers.
#' @param missing How to treat missing numbers, as in [layer_normalization()]: "mean" replaces them by the mean,
#'   "indicator" also adds a column that is 1 where they are missing, "propagate" keeps them.
#' @param output_mode,max_tokens,min_count,num_oov_indices,vocabulary As in [layer_string_lookup()].
#' @param components,cyclic The features of dates, and those of them that are points on a circle. `NULL` for "month",
#'   "weekday" and "elapsed", for times also "hour"; all but "elapsed" are cyclic.
#' @param layer A layer, of which each column has a copy, or a function that returns one.
#' @param max_categories How many values a category may have.
#' @returns A preprocessor, not adapted.
#' @family preprocessors
#' @seealso `vignette("tabular")` is the guide to preprocessors.
#' @eval search_words("recipe steps", "step functions", "standardize", "scale", "center", "one-hot", "dummy variables",
#'   "impute", "remove columns", "dates", "tabular data", "step_center", "step_scale", "step_dummy")
#' @examplesIf has_python()
#' passengers <- data.frame(
#'   age = c(20, NA, 40), sex = c("m", "f", "f"), ticket = c("A", "B", "C"),
#'   y = c(0, 1, 1)
#' )
#' prep <- preprocessor(y ~ ., data = passengers) %>%
#'   step_rm(ticket) %>%
#'   step_normalize(all_numeric_predictors()) %>%
#'   step_lookup(all_nominal_predictors())
#' prep %>% adapt(passengers)
#' prep
#' prep(passengers)
#' @name preprocessor_steps
NULL

#' @rdname preprocessor_steps
#' @export
step_normalize <- function(prep, ...) UseMethod("step_normalize")

#' @export
step_normalize.default <- function(prep, ...) of_recipes("step_normalize", prep)(prep, ...)

#' @rdname preprocessor_steps
#' @export
step_normalize.prelayer_preprocessor <- function(prep, ..., missing = "mean") {
  force(missing)
  add_step(prep, "step_normalize", rlang::enquos(...), function(column) layer_normalization(missing = missing))
}

#' @rdname preprocessor_steps
#' @export
step_lookup <- function(prep, ...) UseMethod("step_lookup")

#' @export
step_lookup.default <- function(prep, ...) of_recipes("step_lookup", prep)(prep, ...)

#' @rdname preprocessor_steps
#' @export
step_lookup.prelayer_preprocessor <- function(prep, ..., output_mode = "one_hot", max_tokens = NULL, min_count = NULL,
                                              num_oov_indices = 1, vocabulary = NULL) {
  options <- list(
    output_mode = output_mode, max_tokens = max_tokens, min_count = min_count, num_oov_indices = num_oov_indices,
    vocabulary = vocabulary
  )
  add_step(prep, "step_lookup", rlang::enquos(...), function(column) {
    if (is_plain_number(column)) return(do.call(layer_integer_lookup, options))
    do.call(layer_string_lookup, c(list(mask_token = ""), options))
  })
}

#' @rdname preprocessor_steps
#' @export
step_date <- function(prep, ...) UseMethod("step_date")

#' @export
step_date.default <- function(prep, ...) of_recipes("step_date", prep)(prep, ...)

#' @rdname preprocessor_steps
#' @export
step_date.prelayer_preprocessor <- function(prep, ..., components = NULL, cyclic = NULL) {
  force(components)
  force(cyclic)
  add_step(prep, "step_date", rlang::enquos(...), function(column) {
    if (is.null(components)) components <- c("month", "weekday", if (inherits(column, "POSIXt")) "hour", "elapsed")
    if (is.null(cyclic)) cyclic <- intersect(components, c("month", "weekday", "hour"))
    prelayer$DatetimeFeatures(components = as.list(components), cyclic = as.list(cyclic))
  })
}

#' @rdname preprocessor_steps
#' @export
step_layer <- function(prep, ..., layer) UseMethod("step_layer")

#' @export
step_layer.default <- function(prep, ..., layer) of_recipes("step_layer", prep)(prep, ...)

#' @export
step_layer.prelayer_preprocessor <- function(prep, ..., layer) {
  if (missing(layer)) {
    stop_argument("layer", "be a layer", "missing", "Name it, as in layer = layer_log().", "step_layer")
  }
  check_layer(layer, "step_layer")
  add_step(prep, "step_layer", rlang::enquos(...), function(column) new_layer(layer))
}

#' @rdname preprocessor_steps
#' @export
step_default <- function(prep, ...) UseMethod("step_default")

#' @export
step_default.default <- function(prep, ...) of_recipes("step_default", prep)(prep, ...)

#' @rdname preprocessor_steps
#' @export
step_default.prelayer_preprocessor <- function(prep, ..., max_categories = 40) {
  add_step(prep, "step_default", rlang::enquos(...), kind = "default", max_categories = max_categories)
}

#' @rdname preprocessor_steps
#' @export
step_rm <- function(prep, ...) UseMethod("step_rm")

#' @export
step_rm.default <- function(prep, ...) of_recipes("step_rm", prep)(prep, ...)

#' @rdname preprocessor_steps
#' @export
step_rm.prelayer_preprocessor <- function(prep, ...) add_step(prep, "step_rm", rlang::enquos(...), kind = "remove")

# The step of recipes with a name, for its recipes.
of_recipes <- function(name, x) {
  if (!inherits(x, "recipe")) check_preprocessor(x, name)
  if (name %in% getNamespaceExports("recipes")) return(getExportedValue("recipes", name))
  remedy <- "Begin with preprocessor(y ~ ., data = data)."
  stop_argument("prep", "be a preprocessor", "a recipe, because recipes has no such step", remedy, owner = name)
}
