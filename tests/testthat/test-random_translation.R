needs_python()

test_that("computes what its cases say", {
  run_cases("random_translation")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_translation(height_factor = "half", width_factor = 0)
    layer_random_translation(height_factor = 0, width_factor = 2)
    layer_random_translation(height_factor = 0, width_factor = 0, fill_mode = "mirror")
  })
})

test_that("shifts a matrix down and to the right", {
  shift <- layer_random_translation(
    height_factor = c(0.25, 0.25), width_factor = c(0.5, 0.5), fill_mode = "constant"
  )
  image <- matrix(as.double(1:16), 4)
  expected <- matrix(0, 4, 4)
  expected[2:4, 3:4] <- image[1:3, 1:2]
  expect_equal(as.array(shift(image)), expected, tolerance = 1e-5)
})
