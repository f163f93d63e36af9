# What a preprocessor of a formula declares: its layers once there is data, and its description.

layer_of_plan <- function(plan, data) {
  found <- list(chains = list(), skipped = character())
  for (step in plan$steps) found <- chains_after(found, step, plan, data)
  removed <- unlist(lapply(plan$steps, function(step) if (step$kind == "remove") step$columns))
  kept <- setdiff(names(plan$columns), c(removed, names(found$skipped)))
  check_have_layers(plan$columns[setdiff(kept, names(found$chains))])
  if (length(kept) == 0) stop_prelayer("no column is left. Remove fewer of them.", owner = "preprocessor")
  chains <- lapply(stats::setNames(nm = kept), function(name) unname(found$chains[[name]]))
  layer <- do.call(preprocessor_layer, c(list(
    chains,
    output = as_output(plan$output),
    dtypes = Filter(Negate(is.null), Map(given_dtype, plan$inputs[kept], chains)),
    shapes = as_shapes(lapply(plan$inputs[kept], function(input) input$shape))
  ), plan$options))
  if (length(found$skipped) > 0) set_member(layer, "_skipped", as_dict(as.list(found$skipped)))
  layer
}

preprocessor_layer <- function(features, ...) prelayer$Preprocessor(features = features, ...)

chains_after <- function(found, step, plan, data) {
  if (step$kind == "remove") return(found)
  columns <- setdiff(step$columns, names(found$skipped))
  if (step$kind == "default") return(with_defaults(found, columns, step, plan, data))
  for (name in columns) {
    before <- found$chains[[name]]
    column <- if (is.null(before)) plan$columns[[name]] else numeric()
    found$chains[[name]] <- c(before, list(step$make(column)))
  }
  found
}

# Columns that have layers already are numbers, of which nothing is known yet.
with_defaults <- function(found, columns, step, plan, data) {
  if (!is.data.frame(data)) {
    remedy <- "step_default() chooses layers by the columns of a data frame."
    stop_argument("data", "be a data frame", describe_class(data), remedy, owner = "adapt")
  }
  chained <- intersect(columns, names(found$chains))
  for (name in chained) found$chains[[name]] <- c(found$chains[[name]], list(layer_normalization(missing = "mean")))
  fresh <- setdiff(columns, chained)
  if (length(fresh) == 0) return(found)
  check_columns(fresh, names(data), "data", "adapt")
  chosen <- layer_from_frame(
    data[fresh], output = as_output(plan$output), max_categories = step$max_categories, owner = "step_default"
  )
  features <- as_r(member_of(reference_of(chosen), "features"))
  found$chains[names(features)] <- lapply(features, function(part) as_r(member_of(part, "layers")))
  found$skipped <- c(found$skipped, unlist(as_r(member_of(reference_of(chosen), "skipped"))))
  found
}

check_have_layers <- function(columns) {
  needs_one <- vapply(columns, function(column) is_nominal(column) || is.list(column) || is_time_column(column), NA)
  bare <- names(columns)[needs_one]
  if (length(bare) == 0) return(invisible())
  first <- columns[[bare[[1]]]]
  step <- if (is_nominal(first)) "step_lookup" else if (is.list(first)) "step_default" else "step_date"
  stop_prelayer(sprintf(
    "text, dates and lists need layers, but %s no step. Add %s(%s), or leave it out by step_rm(%s).",
    has_no(bare), step, bare[[1]], bare[[1]]
  ), owner = "preprocessor")
}

has_no <- function(names) {
  if (length(names) == 1) return(sprintf("\"%s\" has", names))
  quoted <- sprintf("\"%s\"", names)
  sprintf("%s and %s have", toString(utils::head(quoted, -1)), utils::tail(quoted, 1))
}

is_time_column <- function(x) inherits(x, c("Date", "POSIXt"))

# NULL where Python takes the dtype from the layers.
given_dtype <- function(input, chain) {
  if (input$dtype == "float32") return(NULL)
  if (input$dtype == "float64" && length(chain) > 0 && !takes_floats(chain[[1]])) NULL else input$dtype
}

takes_floats <- function(layer) {
  !has_member(layer, "_column_dtype") || as_r(member_of(layer, "_column_dtype")) == "float32"
}

describe_plan <- function(plan) {
  outcomes <- count_of(length(plan$outcomes), "outcome")
  if (length(plan$outcomes) > 0) outcomes <- sprintf("%s (%s)", outcomes, toString(plan$outcomes))
  steps <- vapply(plan$steps, function(step) {
    text <- sprintf("%s() for %s", step$name, toString(step$columns))
    paste(strwrap(text, getOption("width"), indent = 2, exdent = 4), collapse = "\n")
  }, "")
  c(
    sprintf("Inputs: %s, %s", outcomes, count_of(length(plan$columns), "predictor")),
    if (length(steps) == 0) "Steps: none" else c("Steps:", steps)
  )
}

table_of_plan <- function(plan) {
  columns <- names(columns_after(plan))
  names_of_steps <- function(column) {
    uses <- Filter(function(step) column %in% step$columns, plan$steps)
    if (length(uses) == 0) return("as is")
    paste(vapply(uses, function(step) paste0(step$name, "()"), ""), collapse = " > ")
  }
  list(
    feature = columns, type = types_of_columns(plan, columns),
    layers = vapply(columns, names_of_steps, "", USE.NAMES = FALSE),
    output = rep("after adapt()", length(columns)), learned = rep("", length(columns))
  )
}
