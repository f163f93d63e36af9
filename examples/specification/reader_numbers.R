# Layers from numbers to numbers: functions of a node, a value, and the tables of characters.

# The nearest float32 of each number.
to_float32 <- function(x) {
  x[] <- readBin(writeBin(as.double(x), raw(), size = 4), "double", n = length(x), size = 4)
  x
}

rounding <- function(dtype) if (dtype == "float32") to_float32 else identity

# The number for each element of a value: one for all, or one for each column.
by_column <- function(numbers, value) {
  numbers <- to_numbers(numbers)
  if (length(numbers) == 1) numbers else rep(numbers, each = nrow(value))
}

# Fills missing numbers in, changes all by a function of a value, and appends the indicators.
numeric_node <- function(change) {
  function(node, value, tables) {
    mode(value) <- "numeric"
    is_missing <- is.nan(value)
    filled <- value
    if (!is.null(node$options$fill)) {
      fill <- value
      fill[] <- by_column(node$options$fill, value)
      filled[is_missing] <- fill[is_missing]
    }
    changed <- suppressWarnings(rounding(node$dtype)(change(node, filled)))
    if (isTRUE(node$options$indicator)) cbind(changed, is_missing + 0, deparse.level = 0) else changed
  }
}

shift_and_divide <- function(node, x, center, divisor) {
  r <- rounding(node$options$computation)
  center <- by_column(center, x)
  if (node$options$invert) r(r(x * r(divisor)) + r(center)) else r(r(x - r(center)) / r(divisor))
}

normalization <- numeric_node(function(node, x) {
  shift_and_divide(node, x, node$state$mean, pmax(sqrt(by_column(node$state$variance, x)), 1e-7))
})

robust_scaling <- numeric_node(function(node, x) {
  shift_and_divide(node, x, node$state$center, by_column(node$state$scale, x))
})

min_max_scaling <- numeric_node(function(node, x) {
  r <- rounding(node$options$computation)
  minimum <- r(by_column(node$state$minimum, x))
  spread <- r(r(by_column(node$state$maximum, x)) - minimum)
  spread[spread == 0] <- 1
  range <- to_numbers(node$options$feature_range)
  if (node$options$invert) {
    share <- r(r(x - r(range[[1]])) / r(range[[2]] - range[[1]]))
    return(r(r(share * spread) + minimum))
  }
  share <- r(r(x - minimum) / spread)
  moved <- r(r(share * r(range[[2]] - range[[1]])) + r(range[[1]]))
  if (node$options$clip) pmin(pmax(moved, r(range[[1]])), r(range[[2]])) else moved
})

rescaling <- numeric_node(function(node, x) {
  r <- rounding(node$options$computation)
  r(r(x * r(by_column(node$options$scale, x))) + r(by_column(node$options$offset, x)))
})

imputation <- numeric_node(function(node, x) rounding(node$options$computation)(x))

log_node <- numeric_node(function(node, x) {
  options <- node$options
  offset <- to_number(options$offset)
  if (options$invert) {
    exponent <- (if (options$signed) abs(x) else x) * to_number(options$log_of_base)
    number <- if (offset == 1) expm1(exponent) else exp(exponent) - offset
    return(if (options$signed) sign(x) * number else number)
  }
  if (options$signed) return(sign(x) * log(pmax(abs(x), 1)) / to_number(options$log_of_base))
  (if (offset == 1) log1p(x) else log(x + offset)) / to_number(options$log_of_base)
})

concatenate <- function(node, ..., tables) {
  values <- lapply(list(...), function(value) {
    mode(value) <- "numeric"
    value
  })
  rounding(node$dtype)(do.call(cbind, c(values, deparse.level = 0)))
}
