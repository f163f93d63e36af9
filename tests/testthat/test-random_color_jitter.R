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

test_that("acts in a dataset and differs between epochs", {
  layer <- layer_random_color_jitter(brightness_factor = 0.5, hue_factor = 1, seed = 2)
  expect_acts_in_a_dataset(layer, distinct_images(32, channels = 3))
})

test_that("acts in training and rests in predict", {
  layer <- layer_random_color_jitter(brightness_factor = 0.5, hue_factor = 1, seed = 1)
  expect_acts_in_training_only(layer, distinct_images(32, channels = 3))
})

test_that("survives saving and loading", {
  images <- distinct_images(2, channels = 3) * 1000
  layer <- layer_random_color_jitter(brightness_factor = c(0.2, 0.2))
  model <- saved_and_loaded(layer, dim(images)[-1])
  expect_equal(as.array(model(images, training = TRUE)), as.array(layer(images)), tolerance = 1e-6)
})
