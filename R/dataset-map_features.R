# Maps layers over named features; separates names of features from arguments of the verb.

# Returns NULL if no feature is named.
named_features <- function(map_func, named, owner) {
  listed <- is_plain_list(map_func)
  features <- if (listed) map_func else named
  if (length(features) == 0 && !listed) return(NULL)
  if (length(named) > 0 && !is.null(map_func)) {
    found <- paste("it is given beside", toString(sprintf("`%s`", rlang::names2(named))))
    stop_argument("map_func", "not be given beside features by name", found = found, owner = owner)
  }
  refuse_unnamed(features, owner)
  features
}

refuse_unnamed <- function(features, owner) {
  labels <- rlang::names2(features)
  if (length(features) > 0 && all(labels != "") && !anyDuplicated(labels)) return(invisible())
  rule <- "be a function, a layer, or a list of these with names of different features"
  stop_argument("map_func", rule, describe_structure(features), owner = owner)
}

map_features <- function(dataset, features, num_parallel_calls, deterministic, owner) {
  spec <- element_spec(dataset)
  shown <- describe_element(spec)
  refuse_without_names(spec, shown, owner)
  one_tensor <- takes(1, "1 argument, the tensor of its feature", sprintf("An element is %s.", shown))
  # Layers do not need to be traced as R functions.
  functions <- lapply(Filter(Negate(is_layer), features), a_function, takes = one_tensor)
  with_graphs(owner, functions, function(...) {
    features[names(functions)] <- list(...)
    owned_by(owner, prelayer$map_features(
      dataset, as_dict(features),
      num_parallel_calls = num_parallel_calls, deterministic = deterministic
    ), argument = "...")
  })
}

refuse_without_names <- function(spec, shown, owner) {
  has_names <- function(part) is.list(part) && !is.null(names(part))
  if (has_names(spec) || is.list(spec) && length(spec) %in% 1:3 && has_names(spec[[1]])) return(invisible())
  rule <- "have elements that are a named list of features, list(features, y) or list(features, y, weights)"
  stop_argument("dataset", rule, found = paste("an element is", shown), owner = owner)
}

# R would silently match `d` partially to `dataset` or `deterministic`.
refuse_short_names <- function(written, arguments, owner) {
  arguments <- setdiff(arguments, "...")
  short <- Filter(function(name) any(startsWith(arguments, name)), setdiff(written, c("", arguments)))
  if (length(short) == 0) return(invisible())
  rule <- sprintf("be written in full, as `%s`", arguments[startsWith(arguments, short[[1]])][[1]])
  remedy <- sprintf("Where it is the name of a feature, give a list: %s(dataset, list(%s = ...)).", owner, short[[1]])
  stop_argument(short[[1]], rule, remedy = remedy, owner = owner)
}

# A feature may have the same name as an argument.
refuse_feature <- function(x, owner, argument = rlang::caller_arg(x)) {
  if (!is.function(x) && !is_layer(x) && !rlang::is_formula(x)) return(invisible())
  remedy <- sprintf("A feature of that name goes into a list: %s(dataset, list(%s = ...)).", owner, argument)
  stop_argument(argument, "not be a function", remedy = remedy, owner = owner)
}
