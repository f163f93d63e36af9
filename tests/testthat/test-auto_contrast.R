needs_python()

test_that("computes what its cases say", {
  run_cases("auto_contrast")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_auto_contrast(value_range = c(255, 0))
    layer_auto_contrast(data_format = "last")
    layer_auto_contrast(value_range = c(0, 1))(matrix(c(100, 110, 120, 150), 2))
  })
})

test_that("stretches a matrix over the range", {
  image <- matrix(c(100, 110, 120, 150), 2)
  expect_equal(as.array(layer_auto_contrast()(image)), matrix(c(0, 51, 102, 255), 2), tolerance = 1e-6)
  small <- layer_auto_contrast(value_range = c(0, 1))(image / 255)
  expect_equal(as.array(small), matrix(c(0, 0.2, 0.4, 1), 2), tolerance = 1e-6)
})

test_that("acts at inference too", {
  input <- layer_input(shape = c(2, 2, 1))
  model <- keras_model(input, input %>% layer_auto_contrast())
  stretched <- predict(model, array(c(100, 110, 120, 150), c(1, 2, 2, 1)), verbose = 0)
  expect_equal(as.vector(stretched), c(0, 51, 102, 255), tolerance = 1e-6)
})
