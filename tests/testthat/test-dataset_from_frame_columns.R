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

test_that("whole numbers can be categories", {
  codes <- list(code = categorical_column("code", c(20L, 10L)))
  expect_identical(rows(dataset_from_frame(data.frame(code = c(10L, 20L, 30L, 10L)), codes))$code, c(2L, 1L, 0L, 2L))
  doubles <- list(code = categorical_column("code", c(20, 10)))
  expect_identical(rows(dataset_from_frame(data.frame(code = c(10L, 20L, 30L, 10L)), doubles))$code, c(2L, 1L, 0L, 2L))
  expect_identical(rows(dataset_from_frame(data.frame(code = c(10, 20, 0.5, 10)), codes))$code, c(2L, 1L, 0L, 2L))
  gaps <- data.frame(code = c(10L, NA, 30L, 10L))
  expect_identical(rows(dataset_from_frame(gaps, codes, na = "mask"))$code, c(3L, 0L, 1L, 3L))
})

test_that("names of classes are as they were written", {
  for (written in list(c("1", "01", "1", "001"), c("0.1", "0.25", "0.1", "1.0"), c("--1", "\u00b2", "2", "--1"))) {
    dataset <- dataset_from_frame(data.frame(x = 1:4, y = written), "x", "y")
    expect_identical(class_names(dataset), sort(unique(written), method = "radix"))
    expect_identical(class_names(dataset)[rows(dataset)[[2]] + 1], written)
  }
  exact <- dataset_from_frame(data.frame(x = 1:2, y = c(0.1, 0.25)), "x", label_column("y", "int"))
  expect_identical(class_names(exact), c("0.1", "0.25"))
})

test_that("a row without what parts it is an error", {
  data <- data.frame(x = 1:4, who = c("a", NA, "b", "c"))
  split <- c(one = 0.5, two = 0.5)
  sentence <- "the column 'who' misses 1 of 4 values, the first in row 2. Drop those rows."
  expect_match(caught(data, "x", split = split, group = "who"), sentence, fixed = TRUE)
  expect_match(caught(data, "x", split = split, split_by = "who"), sentence, fixed = TRUE)
})

test_that("weights need a target", {
  sentence <- caught(data.frame(x = 1:2, w = c(1, 2)), "x", weights = "w")
  expect_match(sentence, "`weights` weighs the errors of a target, but there is none", fixed = TRUE)
})

test_that("files that are not there are an error", {
  data <- data.frame(path = "nowhere/2.png")
  sentence <- caught(data, list(image = image_column("path", c(2, 2))))
  expect_match(sentence, "1 of 1 files do not exist: 'nowhere/2.png'. Is `directory` right?", fixed = TRUE)
})
