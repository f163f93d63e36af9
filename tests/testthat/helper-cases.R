# Runs the language-neutral case files: what a layer computes, as data.
run_cases <- function(stem) {
  path <- test_path("..", "cases", paste0(stem, ".json"))
  # A string of R cannot hold NUL.
  text <- gsub("\\u0000", no_string, paste(readLines(path, encoding = "UTF-8"), collapse = "\n"), fixed = TRUE)
  file <- jsonlite::parse_json(text, simplifyVector = FALSE)
  for (case in Filter(function(case) !any(grepl(no_string, unlist(case), fixed = TRUE)), file$cases)) {
    label <- sprintf("the case \"%s\"", case$name)
    if (is.null(case$error)) {
      expect_case(run_case(file$layer, case), case, label)
    } else {
      error <- expect_error(run_case(file$layer, case), class = "prelayer_error", label = label)
      expect_equal(conditionMessage(error), case$r_error, label = label)
    }
  }
}

no_string <- "<NUL>"

run_case <- function(class, case) {
  layer <- do.call(r_name(class), lapply(case$args, from_json))
  if (!is.null(case$adapt)) layer %>% adapt(as_input(case$adapt, case$adapt_dtype))
  training <- if (!is.null(case$training)) list(training = case$training)
  do.call(layer, c(list(as_input(case$input, case$input_dtype)), training))
}

# Floats without a dtype are float32, as in Python's lists; R's integers are int32. A null is NA.
as_input <- function(value, dtype) {
  value <- from_json(value)
  if (anyNA(value)) return(value)
  if (is.null(dtype) && !is.double(value) || is.integer(value) && identical(dtype, "int32")) return(value)
  as_tensor(value, dtype = if (is.null(dtype)) "float32" else dtype)
}

# Nested lists of one shape are arrays; a list of length one is a vector, not a scalar.
from_json <- function(value) {
  if (!is.list(value)) return(value)
  if (!is.null(names(value))) return(lapply(value, from_json))
  if (length(value) == 0) return(list())
  items <- lapply(value, function(item) if (is.null(item)) NA else from_json(item))
  shapes <- unique(lapply(items, function(item) if (is_scalar(item)) integer(0) else dim(item) %||% length(item)))
  atomic <- all(vapply(items, is.atomic, logical(1)))
  if (!atomic || length(shapes) > 1) return(items)
  rank <- length(shapes[[1]])
  stacked <- array(unlist(lapply(items, as.vector)), c(shapes[[1]], length(items)))
  result <- aperm(stacked, c(rank + 1, seq_len(rank)))
  if (rank > 0) result else if (length(result) == 1) I(as.vector(result)) else as.vector(result)
}

`%||%` <- function(x, y) if (is.null(x)) y else x

row_of <- function(row) if (length(row) == 0) integer() else unlist(row)

expect_case <- function(output, case, label) {
  if (!is.null(case$dtype)) expect_equal(output$dtype$name, case$dtype, label = paste("dtype of", label))
  if (identical(case$kind, "ragged")) {
    return(expect_equal(as.array(output), lapply(case$output, row_of), label = label))
  }
  expected <- from_json(case$output)
  shape <- dim(expected) %||% length(expected)
  expect_equal(dim(as.array(output)), shape, label = paste("shape of", label))
  actual <- as.vector(as.array(output))
  expected <- as.vector(unlist(expected))
  if (is.character(expected)) return(expect_identical(actual, expected, label = label))
  tolerance <- case$tolerance %||% 0
  furthest <- max(0, abs(actual - expected))
  expect_true(furthest <= tolerance, label = sprintf("%s is off by %g, which is within %g,", label, furthest, tolerance))
}
