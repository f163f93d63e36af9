needs_python()

# Values of a tensor as JSON has them, rows of arrays and ragged rows as lists.
as_json <- function(x) {
  if (is.list(x) || !is.null(dim(x)) && length(dim(x)) > 1) {
    rows <- if (is.list(x)) x else lapply(seq_len(dim(x)[[1]]), function(row) x[row, ])
    return(lapply(rows, as_json))
  }
  lapply(as.vector(x), function(item) if (is.numeric(item) && !is.finite(item)) tolower(format(item)) else item)
}

feature_of <- function(case) {
  kind <- intersect(names(case), c("numeric", "categorical"))
  column <- if (length(kind) == 0) "x" else do.call(paste0(kind, "_column"), c("x", lapply(case[[kind]], unlist)))
  data <- list(x = eval(parse(text = case[["r"]], encoding = "UTF-8")))
  dataset_collect(dataset_from_frame(data, column, na = case[["na"]] %||% "error"))[[1]]
}

test_that("each kind of column becomes what the table says", {
  file <- test_path("..", "cases", "conversion.json")
  text <- paste(readLines(file, encoding = "UTF-8"), collapse = "\n")
  for (case in Filter(function(case) !is.null(case[["r"]]), jsonlite::parse_json(text)$cases)) {
    if (!is.null(case$error) || !is.null(case$r_error)) {
      error <- expect_error(feature_of(case), class = "prelayer_error", label = case$name)
      expect_identical(conditionMessage(error), case$r_error %||% case$error, label = case$name)
      next
    }
    feature <- feature_of(case)
    expect_identical(feature$dtype$name, case$dtype, label = case$name)
    expect_equal(as_json(as.array(feature)), case$values, tolerance = 0, label = case$name)
  }
})
