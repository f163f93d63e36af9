needs_python()

test_that("computes what its cases say", {
  run_cases("pad_sequences")
})

test_that("returns matrices of the type of the values", {
  expect_identical(pad_sequences(list(1, c(2, 3))), rbind(c(0L, 1L), c(2L, 3L)))
  words <- strsplit(c("a b", "c"), " ")
  expect_identical(pad_sequences(words, dtype = "str", value = ""), rbind(c("a", "b"), c("", "c")))
  expect_identical(pad_sequences(list(NULL, 1.5), dtype = "float64"), matrix(c(0, 1.5)))
  expect_identical(pad_sequences(matrix(1:4, 2), maxlen = 1), matrix(3:4))
  expect_identical(dim(pad_sequences(list(matrix(1:4, 2), matrix(1:6, 3)))), c(2L, 3L, 2L))
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    pad_sequences(list(1, c(2, NA)))
    pad_sequences(list(1, factor("a")))
    pad_sequences(5)
    pad_sequences(list(1), padding = "both")
    pad_sequences(list(1), maxlen = 1.5)
    pad_sequences(list(1), dtype = "number")
  })
})
