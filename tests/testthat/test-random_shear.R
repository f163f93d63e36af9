needs_python()

test_that("computes what its cases say", {
  run_cases("random_shear")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_shear(x_factor = "half")
    layer_random_shear(y_factor = -0.5)
    layer_random_shear(interpolation = "cubic")
  })
})

test_that("slants a column of a matrix into a diagonal", {
  slant <- layer_random_shear(x_factor = c(1, 1), fill_mode = "constant", seed = 1)
  image <- cbind(1, matrix(0, 4, 3))
  expect_equal(as.array(slant(image)), diag(4), tolerance = 1e-5)
})
