needs_python()

test_that("computes what its cases say", {
  run_cases("to_categorical")
})

test_that("a factor has the classes of its levels", {
  kinds <- factor(c("dog", "cat", "dog"), levels = c("cat", "cow", "dog"))
  expect_identical(to_categorical(kinds), rbind(c(0, 0, 1), c(1, 0, 0), c(0, 0, 1)))
  expect_identical(dim(to_categorical(kinds, num_classes = 5)), c(3L, 5L))
  expect_identical(to_categorical(factor("a")), matrix(1))
})

test_that("classes are counted from 0, of vectors, arrays and tensors", {
  expect_identical(to_categorical(1), matrix(c(0, 1), 1))
  expect_identical(to_categorical(c(0L, 2L)), rbind(c(1, 0, 0), c(0, 0, 1)))
  expect_identical(to_categorical(c(TRUE, FALSE)), rbind(c(0, 1), c(1, 0)))
  found <- to_categorical(as_tensor(c(0L, 2L)), num_classes = 3)
  expect_identical(as.array(found), rbind(c(1, 0, 0), c(0, 0, 1)))
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    to_categorical(c(0, NA))
    to_categorical(factor(c("a", NA)))
    to_categorical("a")
    to_categorical(integer())
    to_categorical(c(0, 1), num_classes = 1.5)
  })
})
