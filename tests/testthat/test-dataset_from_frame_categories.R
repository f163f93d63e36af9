needs_python()

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

test_that("categories are indices as a lookup gives them", {
  levels <- c("small", "large", "huge")
  data <- data.frame(level = factor(c("large", "small", "large"), levels = levels), text = c("large", "odd", "huge"))
  columns <- list(level = categorical_column("level"), text = categorical_column("text", levels))
  found <- rows(dataset_from_frame(data, columns))
  lookup <- layer_string_lookup(vocabulary = levels)
  expect_identical(found, lapply(data, function(column) as.vector(lookup(column))))
  expect_identical(found$level, c(2L, 1L, 2L))
  for (fewer in list(data[1, ], droplevels(data[1, ]))) {
    given <- list(level = categorical_column("level", levels))
    expect_identical(rows(dataset_from_frame(fewer, given))$level, 2L)
  }
  expect_identical(rows(dataset_from_frame(data[1, ], columns["level"]))$level, 2L)
})
