needs_python()

test_that("computes what its cases say", {
  run_cases("equalization")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_equalization(value_range = c(255, 0))
    layer_equalization(bins = 2.5)
    layer_equalization(value_range = c(0, 1))(as_tensor(diag(2), "uint8"))
  })
})

test_that("equalizes a matrix", {
  image <- matrix(c(100, 101, 101, 102, 103, 103), 3)
  expected <- matrix(c(0, 102, 102, 153, 255, 255), 3)
  expect_equal(as.array(layer_equalization()(image)), expected, tolerance = 1e-6)
  small <- layer_equalization(value_range = c(0, 1))(image / 255)
  expect_equal(as.array(small), expected / 255, tolerance = 1e-6)
})

test_that("acts at inference too", {
  input <- layer_input(shape = c(2, 2, 1))
  model <- keras_model(input, input %>% layer_equalization(bins = 64))
  equalized <- predict(model, array(c(100, 110, 120, 150), c(1, 2, 2, 1)), verbose = 0)
  expect_equal(as.vector(equalized), c(0, 85, 170, 255), tolerance = 1e-6)
})
