# Steps as data, and their addition to a preprocessor.

#' Add a step to a preprocessor
#'
#' @param quos The selection of columns, quosures.
#' @param make A function that returns the layer for a column, given its prototype; NULL for none.
#' @param kind "layer", "default" or "remove".
#' @noRd
add_step <- function(prep, name, quos, make = NULL, kind = "layer", ...) {
  plan <- plan_of(prep)
  if (is.null(plan)) {
    remedy <- "Add the layer to the list, or begin with a formula, as in preprocessor(y ~ ., data = data)."
    stop_argument("prep", "be made of a formula", "of a list of layers", remedy, owner = name)
  }
  columns <- columns_after(plan)
  all_bare <- kind == "default" && length(quos) == 0
  selected <- if (all_bare) {
    setdiff(names(columns), columns_with_layers(plan))
  } else {
    selected_columns(quos, columns, plan$outcomes, name)
  }
  step <- structure(list(name = name, columns = selected, make = make, kind = kind, ...), class = "prelayer_step")
  plan$steps <- c(plan$steps, list(step))
  new_preprocessor(plan = plan)
}

columns_with_layers <- function(plan) {
  unlist(lapply(plan$steps, function(step) if (step$kind != "remove") step$columns))
}

# Prototypes of the columns after all steps: what has a layer is a number.
columns_after <- function(plan) {
  columns <- plan$columns
  for (step in plan$steps) {
    if (step$kind == "remove") {
      columns <- columns[setdiff(names(columns), step$columns)]
    } else {
      columns[step$columns] <- list(numeric())
    }
  }
  columns
}

# recipes, where it is attached last, appends its own step to `$steps`.
#' @export
`$<-.prelayer_preprocessor` <- function(x, name, value) { # nolint: object_name_linter.
  before <- plan_of(x)$steps
  if (name != "steps" || is.null(plan_of(x)) || length(value) != length(before) + 1) {
    stop_argument("prep", "be changed by steps and by adapt()", sprintf("by `$%s <-`", name), owner = "preprocessor")
  }
  add_step_of_recipes(x, value[[length(value)]])
}

add_step_of_recipes <- function(prep, step) {
  name <- class(step)[[1]]
  if (isTRUE(step$skip)) stop_argument("skip", "be FALSE", "TRUE", owner = name)
  switch(name,
    step_normalize = do.call(step_normalize.prelayer_preprocessor, c(list(prep), step$terms)),
    step_rm = do.call(step_rm.prelayer_preprocessor, c(list(prep), step$terms)),
    step_date = do.call(step_date.prelayer_preprocessor, c(list(prep), step$terms)),
    stop_argument(
      "prep", "be a recipe", "a preprocessor", remedy = paste(
        "Add it to recipe(), and convert the prepped recipe by as_preprocessor(), or use step_layer()."
      ), owner = name
    )
  )
}
