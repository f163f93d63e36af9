needs_python()

sharpness <- function(...) layer_random_sharpness(factor = 1, value_range = c(0, 2), ...)

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

test_that("repeats with the same seed and goes on drawing", {
  expect_repeats_by_seed(function(seed) sharpness(seed = seed))
})

test_that("acts in a dataset and differs between epochs", {
  expect_acts_in_a_dataset(sharpness(seed = 2))
})

test_that("acts in training and rests in predict", {
  expect_acts_in_training_only(sharpness(seed = 1))
})

test_that("survives saving and loading", {
  model <- saved_and_loaded(layer_random_sharpness(factor = c(0.2, 0.2)), c(4, 5, 2))
  images <- distinct_images(2) * 200
  smoothed <- layer_random_sharpness(factor = c(0.2, 0.2))(images)
  expect_equal(as.array(model(images, training = TRUE)), as.array(smoothed), tolerance = 1e-5)
})
