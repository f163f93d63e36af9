# Matches targets and weights to the outputs of a model.

# Losses need class indices and do not accept names.
target_data <- function(model, y, owner, argument = "y") {
  refuse_text(y, owner, argument)
  model_data(targets_for(model, y, owner, argument), argument)
}

weight_data <- function(model, weights, owner, argument = "sample_weight") {
  model_data(targets_for(model, weights, owner, argument), argument)
}

# Keras's graph of targets of one rank fails for another, also if the first targets were wrong.
begin_with_targets <- function(model, y) {
  if (is.null(y) || is_python(y)) return(invisible())
  rank <- function(part) as.character(max(1, length(dim(part))))
  ranks <- vapply(if (is.list(y)) as.list(y) else list(y), rank, "")
  py_try(failed_call()$drop_graphs_of_other_ranks(model, toString(ranks)))
}

# Keras's own error names neither the argument nor the column. Datasets, generators and models without a loss have no
# targets; `expression` is what the user passed.
check_targets <- function(model, x, y, expression, owner, argument = "y") {
  if (!is.null(y) || !are_features(x) || !as_r(failed_call()$needs_targets(model))) return(invisible())
  if (argument == "y") stop_argument("y", "be the targets of the loss", "NULL", missing_column(expression), owner)
  rule <- "be list(x, y), whose `y` are the targets of the loss"
  stop_argument(argument, rule, found = "`y` is NULL", owner = owner)
}

are_features <- function(x) {
  if (is_python(x)) return(py_kind(x) == "tensor" || inherits(x, "numpy.ndarray"))
  !is.null(x) && !is.function(x)
}

# What `table$name` is NULL for.
missing_column <- function(expression) {
  call <- rlang::quo_get_expr(expression)
  if (!rlang::is_call(call, c("$", "[["), n = 2)) return(NULL)
  table <- tryCatch(eval(call[[2]], rlang::quo_get_env(expression)), error = function(error) NULL)
  name <- as.character(call[[3]])
  # `table[[name]]` has the name in a variable.
  is_given <- is.character(call[[3]]) || rlang::is_call(call, "$")
  if (!is_given || !is.list(table) || length(setdiff(name, names(table))) == 0) return(NULL)
  sprintf("`%s` has no \"%s\", only %s.", deparse(call[[2]], nlines = 1), name, in_quotes(names(table)))
}

refuse_text <- function(y, owner, argument) {
  if (is_plain_list(y)) return(for (one in y) refuse_text(one, owner, argument))
  if (!is.factor(y) && !is.character(y)) return(invisible())
  remedy <- sprintf(
    "as.integer(%s) - 1L numbers its %s from 0, as losses of classes do.",
    if (is.factor(y)) "y" else "factor(y)", if (is.factor(y)) "levels" else "values"
  )
  stop_argument(argument, "be numbers", describe_class(y), remedy, owner)
}

# Keras accepts names only if the outputs are named; otherwise names are converted to positions.
targets_for <- function(model, y, owner, argument) {
  outputs <- if (is.list(y) && !is_python(y) && !is.null(names(y))) outputs_of(model)
  if (is.null(outputs)) return(y)
  if (!setequal(names(y), outputs$names)) {
    several <- length(outputs$names) > 1
    rule <- paste0("have the name", if (several) "s of the model's outputs, " else " of the model's output, ")
    stop_argument(
      argument, paste0(rule, in_quotes(outputs$names)), found = paste("it has", in_quotes(names(y))),
      remedy = if (!several) "For one output an array will do.", owner = owner
    )
  }
  if (outputs$has_keys) return(y)
  y <- as.list(y)[outputs$names]
  if (length(y) == 1) y[[1]] else unname(y)
}

in_quotes <- function(x) {
  quoted <- sprintf('"%s"', x)
  if (length(x) < 2) return(quoted)
  paste(toString(utils::head(quoted, -1)), "and", utils::tail(quoted, 1))
}

# NULL if the outputs of the model are not defined yet, or if two of them have the same name.
outputs_of <- function(model) {
  if (py_kind(model) == "sequential") return(output_of_sequential(model))
  if (!has_member(model, "output_names") || !has_member(model, "output")) return(NULL)
  structure <- member(model, "output")
  has_keys <- is.list(structure) && !is_python(structure) && !is.null(names(structure))
  names <- if (has_keys) names(structure) else vapply(items_of(member_of(model, "output_names")), as_text, "")
  if (length(names) > 0 && anyDuplicated(names) == 0) list(names = names, has_keys = has_keys)
}

output_of_sequential <- function(model) {
  layers <- items_of(member_of(model, "layers"))
  if (length(layers) > 0) list(names = as_text(layers[[length(layers)]]$name), has_keys = FALSE)
}

# Matches the targets and weights in the elements of a dataset.
with_targets_for <- function(model, dataset, owner, argument) {
  spec <- element_spec(dataset)
  named <- function(part) is.list(part) && !is.null(names(part))
  if (!is_tuple(spec) || !any(vapply(spec[-1], named, NA))) return(dataset)
  outputs <- outputs_of(model)
  if (is.null(outputs) || outputs$has_keys) return(dataset)
  dataset_map(dataset, function(features, ...) {
    c(list(features), lapply(list(...), function(part) targets_for(model, part, owner, argument)))
  })
}
