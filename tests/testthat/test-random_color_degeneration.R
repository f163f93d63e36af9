needs_python()

test_that("computes what its cases say", {
  run_cases("random_color_degeneration")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_color_degeneration(factor = "half")
    layer_random_color_degeneration(factor = -0.5)
    layer_random_color_degeneration(factor = 1)(array(0, c(2, 2, 2)))
  })
})

test_that("changes a small image", {
  image <- array(c(250, 80, 100, 80, 10, 80), c(1, 2, 3))
  result <- as.array(layer_random_color_degeneration(factor = c(0.5, 0.5))(image))
  expect_equal(result[1, 1, ], c(192.295, 117.295, 72.295), tolerance = 1e-5)
  expect_equal(result[1, 2, ], rep(80, 3), tolerance = 1e-5)
})
