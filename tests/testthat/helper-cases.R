# Runs the language-neutral case files: what a layer or function computes, as data.
run_cases <- function(stem) {
  path <- test_path("..", "cases", paste0(stem, ".json"))
  # A string of R cannot hold NUL.
  text <- gsub("\\u0000", no_string, paste(readLines(path, encoding = "UTF-8"), collapse = "\n"), fixed = TRUE)
  file <- jsonlite::parse_json(text, simplifyVector = FALSE)
  for (case in Filter(function(case) !any(grepl(no_string, unlist(case), fixed = TRUE)), file$cases)) {
    label <- sprintf("the case \"%s\"", case$name)
    run <- function() if (is.null(file$layer)) run_function(file[["function"]], case) else run_case(file$layer, case)
    if (is.null(case$error)) {
      expect_case(run(), case, label)
    } else {
      error <- expect_error(run(), class = "prelayer_error", label = label)
      expect_equal(conditionMessage(error), case$r_error %||% case$error, label = label)
    }
  }
}

no_string <- "<NUL>"

run_case <- function(class, case) {
  layer <- do.call(r_name(class), lapply(case$args, argument_of))
  if (!is.null(case$adapt)) layer %>% adapt(as_input(case$adapt, case$adapt_dtype))
  training <- if (!is.null(case$training)) list(training = case$training)
  do.call(layer, c(list(as_input(case$input, case$input_dtype)), training))
}

run_function <- function(name, case) do.call(name, lapply(case$args, argument_of), quote = TRUE)

# An argument; a layer among them, or in a list of them, is the name of its class and its own arguments.
argument_of <- function(value) {
  if (!is.list(value)) return(value)
  if (!is.null(names(value)) && "layer" %in% names(value)) {
    return(do.call(r_name(value$layer), lapply(value$args, argument_of)))
  }
  if ("array" %in% names(value)) return(from_json(value$array))
  has_layers <- length(value) > 0 && all(vapply(value, function(part) is.list(part) && "layer" %in% names(part), NA))
  if (has_layers) lapply(value, argument_of) else from_json(value)
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
  if (is.list(output) && !is_python(output)) {
    rows <- lapply(output, function(part) as.list(as.numeric(unlist(lapply(dataset_collect(part), as.array)))))
    return(expect_equal(rows, lapply(case$output, lapply, as.numeric), label = label))
  }
  if (!is.null(case$dtype) && is_python(output)) expect_equal(output$dtype$name, case$dtype, label = paste("dtype of", label))
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
