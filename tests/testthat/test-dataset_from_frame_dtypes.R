needs_python()

caught <- function(...) conditionMessage(expect_error(dataset_from_frame(...), class = "prelayer_error"))

test_that("a named dtype holds every number", {
  refused <- list(
    list("uint8", c(1, 300), "whole numbers", "300"), list("uint8", c(1L, -1L), "whole numbers", "-1"),
    list("int32", c(1, 2^40), "whole numbers", "1099511627776"), list("float32", c(1, 1e40), "numbers", "1e\\+40"),
    list("bool", c(1, 2), "0 and 1", "2")
  )
  for (case in refused) {
    sentence <- caught(data.frame(x = case[[2]]), numeric_column("x", case[[1]]))
    rule <- sprintf("the column 'x' must hold %s as %s has them, but it holds %s", case[[3]], case[[1]], case[[4]])
    expect_match(sentence, rule)
    fitting <- dataset_from_frame(data.frame(x = c(0, 1)), numeric_column("x", case[[1]]))
    expect_equal(as.numeric(rows(fitting)), c(0, 1))
  }
})

test_that("a named dtype has room for what is missing", {
  gaps <- data.frame(x = c(1L, NA, 3L))
  found <- rows(dataset_from_frame(gaps, numeric_column("x", "float64"), na = "mask"))
  expect_identical(found, c(1, NaN, 3))
  expect_match(
    caught(gaps, numeric_column("x", "int32"), na = "mask"),
    "the column 'x' cannot be int32, because 1 of 3 values are missing. A float dtype has NaN for them.",
    fixed = TRUE
  )
})

test_that("whole numbers that float32 cannot hold are an error", {
  expect_snapshot(error = TRUE, dataset_from_frame(data.frame(id = c(1, 16777217))))
  expect_identical(rows(dataset_from_frame(data.frame(id = c(1L, 16777217L))))$id, c(1L, 16777217L))
})
