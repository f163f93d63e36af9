needs_python()

test_that("computes what its cases say", {
  run_cases("random_saturation")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_saturation(factor = "half")
    layer_random_saturation(factor = -0.5)
    layer_random_saturation(factor = 0.5)(array(0, c(2, 2, 2)))
  })
})

test_that("changes a small image", {
  image <- array(c(200, 80, 150, 80, 100, 80), c(1, 2, 3))
  result <- as.array(layer_random_saturation(factor = c(1, 1))(image))
  expect_equal(result[1, 1, ], c(200, 100, 0), tolerance = 1e-5)
  expect_equal(result[1, 2, ], c(80, 80, 80), tolerance = 1e-5)
})
