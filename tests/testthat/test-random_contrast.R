needs_python()

test_that("computes what its cases say", {
  run_cases("random_contrast")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_contrast(factor = "half")
    layer_random_contrast(factor = -0.5)
    layer_random_contrast(factor = c(0.5, 1.5))
  })
})

test_that("changes a small image", {
  result <- as.array(layer_random_contrast(factor = 0.5)(matrix(c(50, 100, 100, 150), 2)))
  expect_equal(c(result[1, 2], result[2, 1]), c(100, 100))
  expect_equal(result[1, 1] + result[2, 2], 200, tolerance = 1e-6)
  expect_true(result[1, 1] >= 25 && result[1, 1] <= 75)
})

test_that("acts in a dataset and differs between epochs", {
  layer <- layer_random_contrast(factor = 0.5, seed = 2)
  expect_acts_in_a_dataset(layer, distinct_images(32, channels = 3))
})

test_that("acts in training and rests in predict", {
  layer <- layer_random_contrast(factor = 0.5, seed = 1)
  expect_acts_in_training_only(layer, distinct_images(32, channels = 3))
})

test_that("survives saving and loading", {
  images <- distinct_images(2, channels = 3) * 1000
  layer <- layer_random_contrast(factor = 0)
  model <- saved_and_loaded(layer, dim(images)[-1])
  expect_equal(as.array(model(images, training = TRUE)), as.array(layer(images)), tolerance = 1e-6)
})
