needs_python()

test_that("computes what its cases say", {
  run_cases("random_sharpness")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_sharpness(factor = -1)
    layer_random_sharpness(factor = 1, value_range = 255)
    layer_random_sharpness(factor = 1, per = "pixel")
  })
})

test_that("smooths and sharpens a point", {
  point <- diag(c(0, 130, 0))
  smoothed <- as.array(layer_random_sharpness(factor = c(0, 0))(point))
  expect_equal(smoothed, matrix(c(16.25, 13, 16.25, 13, 50, 13, 16.25, 13, 16.25), 3), tolerance = 1e-5)
  sharpened <- as.array(layer_random_sharpness(factor = c(1, 1))(point))
  expect_equal(sharpened, diag(c(0, 210, 0)), tolerance = 1e-5)
})
