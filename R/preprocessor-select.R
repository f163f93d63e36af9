# Selection of columns for steps, in the language of tidyselect.

#' @returns The names of the selected columns.
#' @noRd
selected_columns <- function(quos, columns, outcomes, owner, argument = "...") {
  refuse_named(quos, owner)
  with_selectors <- function(quo) {
    rlang::quo_set_env(quo, rlang::new_environment(selectors_for(columns), rlang::quo_get_env(quo)))
  }
  data <- lapply(columns, function(column) if (is.null(dim(column))) column else column[, 1])
  found <- tryCatch(
    names(data)[tidyselect::eval_select(rlang::expr(c(!!!lapply(quos, with_selectors))), data)],
    error = function(error) stop_selection(error, names(columns), outcomes, owner, argument)
  )
  if (length(found) > 0) return(found)
  shown <- toString(vapply(quos, rlang::as_label, ""))
  there <- sprintf("The columns are %s.", format_value(as.list(names(columns))))
  if (length(quos) == 0) shown <- "nothing" else shown <- sprintf("`%s`, which selects none", shown)
  stop_argument(argument, "select columns", shown, there, owner = owner)
}

refuse_named <- function(quos, owner) {
  named <- setdiff(rlang::names2(quos), "")
  if (length(named) == 0) return(invisible())
  stop_argument("...", "be selections of columns", sprintf("the argument `%s`", named[[1]]), owner = owner)
}

# tidyselect describes an error of a selection by its parents.
stop_selection <- function(error, there, outcomes, owner, argument) {
  cause <- error
  while (!inherits(cause, "vctrs_error_subscript_oob") && inherits(cause$parent, "condition")) cause <- cause$parent
  if (!inherits(cause, "vctrs_error_subscript_oob")) {
    stop_prelayer(sprintf("the selection failed: %s", trimws(conditionMessage(cause))), owner = owner)
  }
  name <- if (is.character(cause$i)) setdiff(cause$i, there)[[1]] else as.character(cause$i[[1]])
  if (name %in% outcomes) {
    stop_argument(argument, "select predictors", sprintf("the outcome \"%s\"", name), owner = owner)
  }
  found <- sprintf("\"%s\" does not exist", name)
  stop_argument(argument, "select columns", found = found, remedy = near_name(name, there), owner = owner)
}

# The names of those of recipes, whose own functions work only in its steps.
selectors_for <- function(columns) {
  of <- function(is_kind) function() names(columns)[vapply(columns, is_kind, NA)]
  all_of <- list(
    numeric = is_plain_number, double = function(x) is_plain_number(x) && is.double(x), integer = is.integer,
    nominal = is_nominal, string = is.character, factor = is.factor,
    ordered = is.ordered, unordered = function(x) is.factor(x) && !is.ordered(x),
    logical = is.logical, date = function(x) inherits(x, "Date"), datetime = function(x) inherits(x, "POSIXt")
  )
  found <- lapply(all_of, of)
  c(
    stats::setNames(found, paste0("all_", names(all_of), "_predictors")),
    stats::setNames(found, paste0("all_", names(all_of))),
    list(all_predictors = function() names(columns))
  )
}

is_nominal <- function(x) is.character(x) || is.factor(x)

is_plain_number <- function(x) is.numeric(x) && !inherits(x, c("Date", "POSIXt", "difftime", "factor"))
