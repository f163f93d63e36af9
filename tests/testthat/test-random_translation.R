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

test_that("acts in a dataset and differs between epochs", {
  expect_acts_in_a_dataset(layer_random_translation(height_factor = 0.3, width_factor = 0.3, seed = 2))
})

test_that("acts in training and rests in predict", {
  expect_acts_in_training_only(layer_random_translation(height_factor = 0.3, width_factor = 0.3, seed = 2))
})

test_that("survives saving and loading", {
  wrap <- layer_random_translation(
    height_factor = c(0, 0), width_factor = c(0.5, 0.5), fill_mode = "wrap"
  )
  image <- matrix(as.double(1:16), 4)
  model <- saved_and_loaded(wrap, c(4, 4, 1))
  shifted <- as.array(model(array(image, c(1, 4, 4, 1)), training = TRUE))
  expect_equal(shifted[1, , , 1], image[, c(3, 4, 1, 2)], tolerance = 1e-5)
})
