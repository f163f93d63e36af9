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

test_that("acts in a dataset and differs between epochs", {
  layer <- layer_random_color_degeneration(factor = 1, seed = 2)
  expect_acts_in_a_dataset(layer, distinct_images(32, channels = 3))
})

test_that("acts in training and rests in predict", {
  layer <- layer_random_color_degeneration(factor = 1, seed = 1)
  expect_acts_in_training_only(layer, distinct_images(32, channels = 3))
})

test_that("survives saving and loading", {
  images <- distinct_images(2, channels = 3) * 1000
  layer <- layer_random_color_degeneration(factor = c(1, 1))
  model <- saved_and_loaded(layer, dim(images)[-1])
  expect_equal(as.array(model(images, training = TRUE)), as.array(layer(images)), tolerance = 1e-6)
})
