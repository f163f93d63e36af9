#' Preprocess the columns of a table by the layers of each feature
#'
#' Use it for tables with numbers, categories, texts and dates: declare the features once, fit all of them by [adapt()],
#' apply them to data frames and in datasets, and attach them to the trained model by [attach_to()], which then takes
#' the raw columns. [preprocessor_from_frame()] chooses layers for all columns.
#'
#' A preprocessor is a function: `prep(data)` returns a data frame with named columns for a data frame, and tensors for
#' tensors. `dataset %>% dataset_map(prep)` applies it to the features of a dataset of x, `list(x, y)` or `list(x, y,
#' weights)`, and `inputs %>% prep()` to the inputs of a model. [adapt()] changes the preprocessor itself, as it does
#' layers, so that it need not be assigned: `prep %>% adapt(data)`.
#'
#' `prep$inputs` and `prep$outputs` are the ends of a functional model, `prep$state()` and `prep$merge(state)` combine
#' what preprocessors learned from parts of the data, and `prep$skipped` are the columns that were left out, with
#' reasons.
#'
#' @section Formulas:
#' `preprocessor(y ~ ., data = data)` starts with the columns on the right of the formula, `.` for all others, and has
#' no layers yet: [steps][preprocessor_steps] such as [step_normalize()] and [step_lookup()] append them to the selected
#' columns, as the steps of the recipes package do. Numbers and logical values without a step remain as they are; text,
#' dates and lists need one. `data` tells only the names and types of the columns: nothing is learned before [adapt()].
#'
#' @section Saving:
#' A model saved by [save_model()] or [export_model()] contains the preprocessor that is attached to it. The connection
#' to Python that `saveRDS()` would write is lost when R ends, as it is for layers.
#'
#' @param x A named list from the names of features to layers, or a formula, whose left side names the outcomes. In the
#'   list, an entry is a layer, a list of layers that are applied one after the other, `NULL` for the column as it is, a
#'   [feature()], or a preprocessor. Its name is that of the column; other columns are given by [feature()].
#' @param ... For a list and a formula, the `name` and `dtype` of the layer.
#' @param output "concat" returns one matrix of numbers; "dict" the output of each feature by name; a named list from
#'   names of groups to names of features returns one matrix for each group.
#' @returns A function of class `prelayer_preprocessor`. Of a data frame it returns a data frame, a tibble for a tibble,
#'   whose columns are named after the features, as in `sex_male`; with `output = "dict"` or groups a named list of
#'   data frames, and of tensors where an output has no columns. `as_frame = FALSE` returns tensors.
#' @family preprocessors
#' @seealso `vignette("tabular")` is the guide to preprocessors.
#' @eval search_words("preprocess a table", "preprocess a data frame", "tabular data", "recipe", "column transformer",
#'   "feature engineering", "feature space", "leakage", "data leakage", "train and test data", "mixed types",
#'   "feature_spec", "FeatureSpace", "ColumnTransformer", "feature columns")
#' @examplesIf has_python()
#' data <- data.frame(size = c(1, 3), color = c("red", "blue"))
#' prep <- preprocessor(list(
#'   size = layer_normalization(),
#'   color = layer_string_lookup(output_mode = "one_hot", num_oov_indices = 0)
#' ))
#' prep %>% adapt(data)
#' prep
#' prep(data)
#' @export
preprocessor <- function(x, ...) {
  if (missing(x)) {
    remedy <- "The features are one list, as in preprocessor(list(age = layer_normalization()))."
    stop_argument("x", "be given", remedy = remedy, owner = "preprocessor")
  }
  UseMethod("preprocessor")
}

#' @rdname preprocessor
#' @param dtypes The dtypes of columns, by name, as in `c(id = "float64")`. Default: what their layers take, "string"
#'   for text, "int64" for [layer_integer_lookup()], else "float32".
#' @param shapes The shapes of one value of a column, in a named list, such as `list(point = 3)` for vectors of length
#'   3; `NA` is any length. Default: single values.
#' @export
preprocessor.list <- function(x, output = "concat", dtypes = NULL, shapes = NULL, ...) {
  features <- as_features(x)
  new_preprocessor(with_argument("features", "x", prelayer$Preprocessor(
    features = features, output = as_output(output), dtypes = as.list(dtypes), shapes = as_shapes(shapes), ...
  )))
}

# Evaluates, with the name of an argument in R in errors about the argument of Python.
with_argument <- function(python, r, expr) {
  tryCatch(expr, prelayer_error = function(error) {
    stop(if (identical(error$argument, python)) with_fields(error, renamed(error$fields, r)) else error)
  })
}

#' @export
preprocessor.default <- function(x, ...) {
  remedy <- if (is.data.frame(x)) "preprocessor_from_frame() chooses layers for the columns of a data frame."
  rule <- "be a named list of layers, or a formula"
  stop_argument("x", rule, describe_class(x), c("", remedy), owner = "preprocessor")
}

as_output <- function(output) if (is.list(output)) lapply(output, as.list) else output

as_shapes <- function(shapes) lapply(as.list(shapes), dimensions_of)

# The entries as Python's features and layers.
as_features <- function(x, owner = "preprocessor", argument = "x") {
  if (is_plain_list(x) && length(x) > 0 && !is.null(names(x))) return(lapply(x, as_chain))
  rule <- "be a named list from the names of features, at least one, to layers"
  stop_argument(argument, rule, describe_structure(x), owner = owner)
}

as_chain <- function(x) {
  if (inherits(x, "prelayer_preprocessor")) return(layer_of(x))
  if (is_plain_list(x)) lapply(x, as_chain) else x
}

#' Specify a feature of a preprocessor
#'
#' Use it where a feature has another name than its column, several columns, or its own placement; otherwise a layer or
#' a list of layers is enough.
#'
#' @param ... The names of the columns that the first layer takes. Default: the column with the name of the feature.
#' @param layers A layer, a list of layers that are applied one after the other, or `NULL` for the column as it is.
#' @param placement "dataset" runs the layers in the dataset, "model" in the model, and "auto" where they run faster;
#'   see [placement()].
#' @returns A feature, an entry of the list that [preprocessor()] takes.
#' @family preprocessors
#' @seealso `vignette("tabular")` is the guide to preprocessors.
#' @eval search_words("feature cross", "interaction", "several columns", "feature engineering")
#' @examplesIf has_python()
#' crossing <- layer_hashed_crossing(num_bins = 4, output_mode = "one_hot")
#' prep <- preprocessor(list(
#'   group = feature("sex", "class", layers = crossing)
#' ))
#' prep(data.frame(sex = c("f", "m"), class = c("1", "2")))
#' @export
feature <- function(..., layers = NULL, placement = "auto") {
  prelayer$feature(..., layers = as_chain(layers), placement = placement)
}
