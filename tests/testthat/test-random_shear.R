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

test_that("acts in a dataset and differs between epochs", {
  expect_acts_in_a_dataset(layer_random_shear(x_factor = 0.3, y_factor = 0.3, seed = 2))
})

test_that("acts in training and rests in predict", {
  expect_acts_in_training_only(layer_random_shear(x_factor = 0.3, y_factor = 0.3, seed = 2))
})

test_that("survives saving and loading", {
  slant <- layer_random_shear(x_factor = c(1, 1), fill_mode = "constant", seed = 1)
  image <- array(cbind(1, matrix(0, 4, 3)), c(1, 4, 4, 1))
  slanted <- as.array(saved_and_loaded(slant, c(4, 4, 1))(image, training = TRUE))
  expect_equal(slanted[1, , , 1], diag(4), tolerance = 1e-5)
})
