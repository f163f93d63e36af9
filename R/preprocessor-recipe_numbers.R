# The layers of steps of recipes for a column of numbers, each with what the step learned. A new layer adds an entry.

steps_of_numbers <- list(
  step_normalize = function(step, name) normalized(step$means[name], step$sds[name]),
  step_center = function(step, name) normalized(step$means[name], 1),
  step_scale = function(step, name) normalized(0, step$sds[name]),
  step_range = function(step, name) {
    if (name %in% colnames(step$ranges)) rescaled(step$ranges[, name], step$min, step$max, !isFALSE(step$clipping))
  },
  step_impute_mean = function(step, name) imputed(step$means[[name]]),
  step_impute_median = function(step, name) imputed(step$medians[[name]]),
  step_log = function(step, name) {
    if (name %in% step$columns) list(layer_log(base = step$base, offset = step$offset, signed = isTRUE(step$signed)))
  },
  step_YeoJohnson = function(step, name) powered("yeo_johnson", step$lambdas[name]),
  step_BoxCox = function(step, name) powered("box_cox", step$lambdas[name])
)

# Steps that leave the values of the columns that they keep as they are.
steps_that_select <- paste0("step_", c("rm", "zv", "nzv", "corr", "lincomb", "filter_missing", "select"))

# Steps that are a function of one column with a table: of levels, of bins or of parts of dates.
steps_of_tables <- paste0("step_", c(
  "dummy", "novel", "unknown", "other", "integer", "ordinalscore", "impute_mode", "relevel", "string2factor",
  "factor2string", "discretize", "date"
))

known_steps <- function() c(names(steps_of_numbers), steps_that_select, steps_of_tables)

# The layers for a column of all steps, one after the other.
layers_of_steps <- function(steps, name) {
  unlist(lapply(steps, function(step) {
    translate <- steps_of_numbers[[class(step)[[1]]]]
    if (!is.null(translate)) translate(step, name)
  }), recursive = FALSE)
}

# NULL where a step has learned nothing about the column.
normalized <- function(mean, sd) {
  if (!anyNA(c(mean, sd))) list(layer_normalization(mean = unname(mean), variance = unname(sd)^2))
}

imputed <- function(value) {
  if (!is.null(value)) list(layer_imputation(strategy = "constant", fill_value = as.double(value)))
}

powered <- function(method, lambda) {
  if (!anyNA(lambda)) list(layer_power(method = method, lambdas = unname(lambda)))
}

rescaled <- function(range, min, max, clipping) {
  list(layer_min_max_scaling(
    feature_range = c(min, max), clip = clipping, minimum = range[[1]], maximum = range[[2]]
  ))
}

parts_of_numbers <- function(origin, outputs, steps, probe) {
  cut <- Position(function(step) inherits(step, "step_discretize") && origin %in% names(step$objects), steps)
  if (is.na(cut)) return(new_part(origin, origin, layers_of_steps(steps, origin), outputs))
  before <- utils::head(steps, cut - 1)
  breaks <- steps[[cut]]$objects[[origin]]$breaks
  inner <- breaks[is.finite(breaks)]
  # One number of each bin, and NA, which has the bin below all others.
  each <- c(NA, inner[[1]] - 1, inner[-length(inner)] + diff(inner) / 2, inner[[length(inner)]] + 1)
  baked <- run_steps(before, probe[rep(1, length(each)), ])
  baked[[origin]] <- each
  table <- rows_of_steps(steps[cut:length(steps)], baked, outputs)
  layers <- c(layers_of_steps(before, origin), imputed(lowest), list(
    layer_discretization(bin_boundaries = c(lowest / 2, next_float32(inner)))
  ), list(layer_values(values = table)))
  new_part(origin, origin, layers, outputs)
}

lowest <- -3e38

# cut() closes intervals on the right, layer_discretization() on the left.
next_float32 <- function(x) {
  as.vector(as.array(tf$math$nextafter(as_tensor(x, "float32"), as_tensor(rep(Inf, length(x)), "float32"))))
}
