#' Convert a trained recipe to a preprocessor
#'
#' The preprocessor computes what [recipes::bake()] does for the predictors, with the learned numbers of the recipe, as
#' layers that run in datasets, in models and in exported models, without R. Numbers are float32, so that results differ
#' by about 1e-7 of their size.
#'
#' @section Steps:
#' * `step_normalize()`, `step_center()` and `step_scale()` are [layer_normalization()] with the means and variances.
#' * `step_range()` is [layer_min_max_scaling()] with the ranges, and clips as the recipe does.
#' * `step_impute_mean()` and `step_impute_median()` are [layer_imputation()] with the constant.
#' * `step_log()` is [layer_log()]; `step_YeoJohnson()` and `step_BoxCox()` are [layer_power()] with the lambdas.
#' * `step_discretize()` is [layer_discretization()], and [layer_values()] with what later steps make of each bin.
#' * `step_date()`, of dates, is [layer_datetime_features()] for "year", "month", "dow", "doy" and "quarter".
#' * `step_dummy()`, `step_novel()`, `step_unknown()`, `step_other()`, `step_integer()`, `step_ordinalscore()`,
#'   `step_impute_mode()`, `step_relevel()`, `step_string2factor()` and `step_factor2string()` are
#'   [layer_string_lookup()], and [layer_values()] with what all steps make of each level, of `NA` and of a new level.
#' * `step_rm()`, `step_zv()`, `step_nzv()`, `step_corr()`, `step_lincomb()`, `step_filter_missing()` and
#'   `step_select()` determine the columns that are kept.
#'
#' Other steps are an error that names them. Steps with `skip = TRUE` are left out, as [recipes::bake()] does.
#'
#' @param x A recipe of the recipes package, trained by [recipes::prep()]; or the layer of a preprocessor in a model
#'   that [load_model()] returns.
#' @param ... Not used.
#' @returns A [preprocessor()], which needs no [adapt()]. Its columns have the names that the recipe gives them.
#' @family preprocessors
#' @seealso `vignette("tabular")` is the guide to preprocessors.
#' @eval search_words("recipes", "tidymodels", "bake", "convert recipe", "deploy a recipe")
#' @examplesIf has_python() && requireNamespace("recipes", quietly = TRUE)
#' data <- data.frame(
#'   y = c(0, 1, 1), size = c(1, 2, 6), color = factor(c("red", "blue", "red"))
#' )
#' trained <- recipes::recipe(y ~ ., data = data) %>%
#'   recipes::step_normalize(size) %>%
#'   recipes::step_dummy(color) %>%
#'   recipes::prep()
#' prep <- as_preprocessor(trained)
#' prep(data)
#' recipes::bake(trained, data, -y)
#' @export
as_preprocessor <- function(x, ...) UseMethod("as_preprocessor")

#' @export
as_preprocessor.default <- function(x, ...) {
  remedy <- if (is.list(x)) "preprocessor() makes one of a named list of layers."
  stop_argument("x", "be a trained recipe", describe_class(x), c("", remedy), owner = "as_preprocessor")
}

#' @export
as_preprocessor.prelayer_preprocessor <- function(x, ...) x

# The layer in a model that load_model() returns.
#' @export
as_preprocessor.prelayer.Preprocessor <- function(x, ...) new_preprocessor(x) # nolint: object_name_linter.

#' @rdname as_preprocessor
#' @export
as_preprocessor.recipe <- function(x, ...) { # nolint: object_name_linter.
  steps <- Filter(function(step) !isTRUE(step$skip), x$steps)
  check_recipe(steps, is_trained = !is.null(x$orig_lvls))
  probe <- probe_of(x)
  outputs <- predictors_in(x$term_info)
  origins <- origins_of(outputs, predictors_in(x$var_info))
  check_numbers(outputs, run_steps(steps, probe))
  parts <- unlist(lapply(unique(origins), function(origin) {
    parts_of_column(origin, outputs[origins == origin], steps, probe, x$orig_lvls[[origin]]$values)
  }), recursive = FALSE)
  found <- preprocessor.list(
    stats::setNames(lapply(parts, `[[`, "feature"), vapply(parts, `[[`, "", "name")),
    dtypes = Filter(Negate(is.null), lapply(probe[unique(origins)], dtype_in_recipe))
  )
  with_output_names(found, unlist(lapply(parts, `[[`, "outputs")))
}

check_recipe <- function(steps, is_trained) {
  if (!is_trained || !all(vapply(steps, function(step) isTRUE(step$trained), NA))) {
    remedy <- "Call prep() on it, with the training data."
    stop_argument("x", "be a trained recipe", "a recipe that is not", remedy, owner = "as_preprocessor")
  }
  unknown <- setdiff(vapply(steps, function(step) class(step)[[1]], ""), known_steps())
  if (length(unknown) == 0) return(invisible())
  stop_prelayer(sprintf(
    "no layer computes what %s %s. Apply it to the data before, in a recipe of its own, or leave it out.",
    paste0(unknown, "()", collapse = " and "), if (length(unknown) == 1) "does" else "do"
  ), owner = "as_preprocessor")
}

predictors_in <- function(info) as.character(info$variable[info$role %in% "predictor"])

# The column that each output comes from. Steps begin the names of new columns with that of the old one.
origins_of <- function(outputs, columns) {
  vapply(outputs, function(output) {
    if (output %in% columns) return(output)
    found <- columns[startsWith(output, paste0(columns, "_"))]
    if (length(found) > 0) return(found[[which.max(nchar(found))]])
    stop_prelayer(sprintf(
      "the column \"%s\" must begin with the name of the column that it comes from. Keep the names of steps.", output
    ), owner = "as_preprocessor")
  }, "", USE.NAMES = FALSE)
}

check_numbers <- function(outputs, baked) {
  text <- outputs[!vapply(baked[outputs], function(column) is.numeric(column) || is.logical(column), NA)]
  if (length(text) == 0) return(invisible())
  stop_prelayer(sprintf(
    "the recipe must return numbers, but \"%s\" is %s. Add a step, such as step_dummy(%s) or step_rm(%s).",
    text[[1]], describe_class(baked[[text[[1]]]]), text[[1]], text[[1]]
  ), owner = "as_preprocessor")
}

#' @returns A list of features, each with its `name`, `feature` and the names of its `outputs`.
#' @noRd
parts_of_column <- function(origin, outputs, steps, probe, levels) {
  if (is_nominal(probe[[origin]])) return(parts_of_levels(origin, outputs, steps, probe, levels))
  if (is_time_column(probe[[origin]])) return(parts_of_dates(origin, outputs, steps, probe))
  parts_of_numbers(origin, outputs, steps, probe)
}

new_part <- function(name, origin, layers, outputs) {
  list(list(name = name, feature = feature(origin, layers = layers), outputs = outputs))
}

dtype_in_recipe <- function(column) {
  if (is_nominal(column)) "string" else if (is_time_column(column)) "int64"
}
