needs_python()

data <- data.frame(size = c(1.5, 2), sold = 0:1)

test_that("what is no column is an error that says so", {
  cases <- list(
    list(features = 1:2), list(features = list(a = 1)), list(features = "size", target = list(1L))
  )
  for (case in cases) {
    error <- expect_error(do.call(dataset_from_frame, c(list(data), case)), class = "prelayer_error")
    expect_identical(conditionMessage(error), sprintf(
      "dataset_from_frame: `%s` must be names of columns, or columns, not 1. Columns are named, not counted.",
      names(case)[[length(case)]]
    ))
  }
  expect_error(
    dataset_from_frame(data, list("size", NULL)),
    "`features` must be names of columns, or columns, not NULL.", fixed = TRUE, class = "prelayer_error"
  )
})

test_that("a label is no feature", {
  expect_error(
    dataset_from_frame(data, list("size", label_column("sold"))), "`features` must be names of columns",
    fixed = TRUE, class = "prelayer_error"
  )
})
