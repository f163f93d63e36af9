needs_python()

test_that("computes what its cases say", {
  run_cases("normalize")
})

test_that("keeps vectors, dimensions and tensors", {
  expect_equal(normalize(c(3, 4)), c(0.6, 0.8))
  expect_equal(normalize(c(3L, 4L)), c(0.6, 0.8))
  expect_equal(normalize(data.frame(a = c(3, 0), b = c(4, 2))), rbind(c(0.6, 0.8), c(0, 1)))
  expect_equal(as.array(normalize(as_tensor(rbind(c(3, 4))))), rbind(c(0.6, 0.8)))
  x <- array(as.double(1:24), 2:4)
  expect_equal(normalize(x, axis = 1), sweep(x, c(1, 3), sqrt(apply(x^2, c(1, 3), sum)), "/"))
  expect_equal(normalize(x[, , 1], order = Inf), x[, , 1] / apply(x[, , 1], 1, max))
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    normalize(c(1, NA))
    normalize(factor("a"))
    normalize(c(1, 2), axis = 0.5)
    normalize(c(1, 2), order = NA)
  })
})
