needs_python()

always <- function(...) layer_random_gaussian_blur(factor = c(1, 1), value_range = c(0, 2), ...)

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

test_that("repeats with the same seed and goes on drawing", {
  expect_repeats_by_seed(function(seed) always(seed = seed))
})

test_that("acts in a dataset and differs between epochs", {
  expect_acts_in_a_dataset(always(seed = 2))
})

test_that("acts in training and rests in predict", {
  expect_acts_in_training_only(always(seed = 1))
})

test_that("survives saving and loading", {
  model <- saved_and_loaded(layer_random_gaussian_blur(factor = c(1, 1), kernel_size = 5, sigma = c(1, 1)), c(4, 5, 2))
  images <- distinct_images(2) * 200
  blurred <- layer_random_gaussian_blur(factor = c(1, 1), kernel_size = c(5, 5), sigma = c(1, 1))(images)
  expect_equal(as.array(model(images, training = TRUE)), as.array(blurred), tolerance = 1e-5)
})
