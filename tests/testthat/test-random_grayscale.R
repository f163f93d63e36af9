needs_python()

test_that("computes what its cases say", {
  run_cases("random_grayscale")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_grayscale(factor = "half")
    layer_random_grayscale(factor = 1.5)
    layer_random_grayscale(factor = 1)(array(0, c(2, 2, 2)))
  })
})

test_that("changes a small image", {
  image <- array(c(250, 80, 100, 80, 10, 80), c(1, 2, 3))
  result <- as.array(layer_random_grayscale(factor = 1)(image))
  expect_equal(result[1, 1, ], rep(134.59, 3), tolerance = 1e-5)
  expect_equal(result[1, 2, ], rep(80, 3), tolerance = 1e-5)
})
