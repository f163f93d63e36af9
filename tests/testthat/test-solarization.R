needs_python()

test_that("computes what its cases say", {
  run_cases("solarization")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_solarization(addition_factor = "half")
    layer_solarization(threshold_factor = 1.5)
    layer_solarization(value_range = 255)
  })
})

test_that("changes a small image", {
  result <- layer_solarization(threshold_factor = c(0.5, 0.5))(matrix(c(0, 200, 100, 255), 2))
  expect_equal(as.array(result), matrix(c(0, 55, 100, 0), 2), tolerance = 1e-6)
})

test_that("acts in a dataset and differs between epochs", {
  layer <- layer_solarization(addition_factor = 0.5, seed = 2)
  expect_acts_in_a_dataset(layer, distinct_images(32, channels = 3))
})

test_that("acts in training and rests in predict", {
  layer <- layer_solarization(addition_factor = 0.5, seed = 1)
  expect_acts_in_training_only(layer, distinct_images(32, channels = 3))
})

test_that("survives saving and loading", {
  images <- distinct_images(2, channels = 3) * 1000
  layer <- layer_solarization(threshold_factor = c(0.5, 0.5))
  model <- saved_and_loaded(layer, dim(images)[-1])
  expect_equal(as.array(model(images, training = TRUE)), as.array(layer(images)), tolerance = 1e-6)
})
