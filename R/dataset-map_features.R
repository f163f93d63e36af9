# Maps layers over named features; separates names of features from arguments of the verb.

# Returns NULL if no feature is named.
named_features <- function(map_func, named, owner) {
  listed <- is_plain_list(map_func)
  features <- if (listed) map_func else named
  if (length(features) == 0 && !listed) return(NULL)
  if (length(named) > 0 && !is.null(map_func)) {
    stop_prelayer(sprintf(
      "%s: `map_func` must not be given beside features by name, but it is given beside %s.",
      owner, paste(sprintf("`%s`", rlang::names2(named)), collapse = ", ")
    ))
  }
  refuse_unnamed(features, owner)
  features
}

refuse_unnamed <- function(features, owner) {
  labels <- rlang::names2(features)
  if (length(features) > 0 && all(labels != "") && !anyDuplicated(labels)) return(invisible())
  stop_prelayer(sprintf(
    "%s: `map_func` must be a function, a layer, or a list of these with names of different features, but it is %s.",
    owner, describe_structure(features)
  ))
}

map_features <- function(dataset, features, num_parallel_calls, deterministic, owner) {
  shown <- describe_element(element_spec(dataset))
  one_tensor <- takes(1, "1 argument, the tensor of its feature", sprintf("An element is %s.", shown))
  # Layers do not need to be traced as R functions.
  functions <- lapply(Filter(Negate(is_layer), features), a_function, takes = one_tensor)
  with_graphs(owner, functions, function(...) {
    features[names(functions)] <- list(...)
    tryCatch(
      prelayer$map_features(
        dataset, as_dict(features),
        num_parallel_calls = num_parallel_calls, deterministic = deterministic
      ),
      prelayer_error = function(error) stop_prelayer(in_words_of_the_verb(conditionMessage(error), owner, shown))
    )
  })
}

in_words_of_the_verb <- function(sentence, owner, shown) {
  sentence <- sub("^map_features: `layers` names", paste0(owner, ": an argument names"), sentence)
  sentence <- sub("^map_features: ", paste0(owner, ": "), sentence)
  sub("but an element is .*", paste0("but an element is ", shown, "."), sentence)
}

# R would silently match `d` partially to `dataset` or `deterministic`.
refuse_short_names <- function(written, arguments, owner) {
  arguments <- setdiff(arguments, "...")
  short <- Filter(function(name) any(startsWith(arguments, name)), setdiff(written, c("", arguments)))
  if (length(short) == 0) return(invisible())
  stop_prelayer(sprintf(
    paste(
      "%1$s: `%2$s` is short for an argument of the verb, `%3$s`, which must be written in full.",
      "Where it is the name of a feature, give a list: %1$s(dataset, list(%2$s = ...))."
    ),
    owner, short[[1]], arguments[startsWith(arguments, short[[1]])][[1]]
  ))
}

# A feature may have the same name as an argument.
refuse_feature <- function(x, owner, argument = rlang::caller_arg(x)) {
  if (!is.function(x) && !is_layer(x) && !rlang::is_formula(x)) return(invisible())
  stop_prelayer(sprintf(
    "%1$s: `%2$s` must not be a function; a feature of that name goes into a list: %1$s(dataset, list(%2$s = ...)).",
    owner, argument
  ))
}
