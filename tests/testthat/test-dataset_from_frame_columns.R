needs_python()

caught <- function(...) conditionMessage(expect_error(dataset_from_frame(...), class = "prelayer_error"))

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
