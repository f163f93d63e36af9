needs_python()

test_that("computes what its cases say", {
  run_cases("random_gaussian_blur")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_gaussian_blur(factor = 2)
    layer_random_gaussian_blur(kernel_size = c(3, 4))
    layer_random_gaussian_blur(sigma = "wide")
  })
})

test_that("spreads a point", {
  blurred <- as.array(layer_random_gaussian_blur(factor = c(1, 1), sigma = c(0.5, 0.5))(diag(c(0, 100, 0))))
  expect_equal(blurred, t(blurred), tolerance = 1e-5)
  expect_equal(blurred[2, ], c(9.38110, 61.93475, 9.38110), tolerance = 1e-5)
})
