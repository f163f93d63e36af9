# Steps of recipes that are a function of a level of a factor, a bin or a part of a date: they are run for each.

# One row with values of all columns of the recipe.
probe_of <- function(recipe) {
  info <- recipe$var_info
  columns <- Map(function(type, name) {
    probe_of_type(as.character(unlist(type)), recipe$orig_lvls[[name]])
  }, info$type, info$variable)
  columns <- stats::setNames(columns, info$variable)
  structure(columns[!duplicated(names(columns))], class = c("tbl_df", "tbl", "data.frame"), row.names = 1L)
}

probe_of_type <- function(type, levels) {
  if (isTRUE(levels$factor)) return(factor(levels$values[[1]], levels$values, ordered = isTRUE(levels$ordered)))
  if (any(c("string", "nominal") %in% type)) return(as.character(levels$values[[1]]))
  if ("datetime" %in% type) return(as.POSIXct("2020-01-01", tz = "UTC"))
  if ("date" %in% type) return(as.Date("2020-01-01"))
  if ("logical" %in% type) return(TRUE)
  if ("integer" %in% type) 1L else 1
}

# A level that does not occur is NA where a step rejects it. Steps warn of new levels.
run_steps <- function(steps, data) {
  for (step in steps) data <- suppressWarnings(recipes::bake(step, new_data = data))
  data
}

rows_of_steps <- function(steps, data, outputs) {
  baked <- run_steps(steps, data)[outputs]
  with_nan(matrix(as.double(unlist(baked)), ncol = length(outputs)))
}

new_level <- "[a level that is new]"

parts_of_levels <- function(origin, outputs, steps, probe, levels) {
  data <- probe[rep(1, length(levels) + 2), ]
  values <- function(new) {
    each <- c(NA, new, levels)
    if (!is.factor(probe[[origin]])) return(each)
    factor(each, unique(c(levels, stats::na.omit(new))), ordered = is.ordered(probe[[origin]]))
  }
  table <- tryCatch(
    rows_of_steps(steps, with_column(data, origin, values(new_level)), outputs),
    error = function(error) rows_of_steps(steps, with_column(data, origin, values(NA)), outputs)
  )
  lookup <- layer_string_lookup(vocabulary = I(as.character(levels)), mask_token = "")
  new_part(origin, origin, c(list(lookup), list(layer_values(values = table))), outputs)
}

with_column <- function(data, name, value) {
  data[[name]] <- value
  data
}

# Components of dates: their name in layer_datetime_features(), and dates with all of their values, from the first on.
parts_in_dates <- list(
  year = list(component = "year"),
  doy = list(component = "day_of_year"),
  quarter = list(component = "quarter"),
  month = list(component = "month", first = 1, dates = sprintf("2020-%02d-15", 1:12)),
  dow = list(component = "weekday", first = 0, dates = sprintf("2020-06-%02d", 1:7))
)

# Each feature of step_date() is a feature; names of days and months, and days of the week, are found in a table.
parts_of_dates <- function(origin, outputs, steps, probe) {
  cut <- Position(function(step) inherits(step, "step_date") && origin %in% step$columns, steps)
  if (is.na(cut) || inherits(probe[[origin]], "POSIXt")) stop_for_dates(origin, "is a date")
  features <- steps[[cut]]$features
  unlist(lapply(features, function(name) {
    column <- paste(origin, name, sep = "_")
    mine <- outputs[outputs == column | startsWith(outputs, paste0(column, "_"))]
    if (length(mine) == 0) return(NULL)
    part <- parts_in_dates[[name]]
    if (is.null(part)) stop_for_dates(column, "has no equivalent")
    layer <- layer_datetime_features(components = I(part$component), cyclic = character())
    is_number <- is.numeric(run_steps(utils::head(steps, cut), probe)[[column]])
    rest <- if (is_number && name != "dow") {
      layers_of_steps(utils::tail(steps, length(steps) - cut), column)
    } else {
      data <- with_column(probe[rep(1, length(part$dates)), ], origin, as.Date(part$dates))
      rows <- rows_of_steps(steps, data, mine)
      # Before the first one are rows that no date has.
      list(layer_values(values = rows[c(rep(1, part$first), seq_len(nrow(rows))), , drop = FALSE]))
    }
    new_part(column, origin, c(list(layer), rest), mine)
  }), recursive = FALSE)
}

stop_for_dates <- function(name, found) {
  stop_prelayer(sprintf(
    "the column \"%s\" %s. Remove it by step_rm(), or use step_date() for dates with %s.", name, found,
    format_options(as.list(names(parts_in_dates)))
  ), owner = "as_preprocessor")
}
