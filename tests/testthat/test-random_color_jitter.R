needs_python()

test_that("computes what its cases say", {
  run_cases("random_color_jitter")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_color_jitter(brightness_factor = 2)
    layer_random_color_jitter(contrast_factor = "half")
    layer_random_color_jitter(hue_factor = c(0, 1, 2))
    layer_random_color_jitter(saturation_factor = -1)
  })
})

test_that("changes a small image", {
  image <- array(c(200, 80, 150, 80, 100, 80), c(1, 2, 3))
  layer <- layer_random_color_jitter(brightness_factor = c(0.2, 0.2), saturation_factor = c(0, 0))
  result <- as.array(layer(image))
  expect_equal(result[1, 1, ], c(251, 251, 251), tolerance = 1e-5)
  expect_equal(result[1, 2, ], c(131, 131, 131), tolerance = 1e-5)
})
