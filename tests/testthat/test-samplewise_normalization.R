needs_python()

test_that("computes what its cases say", {
  run_cases("samplewise_normalization")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_samplewise_normalization(center = 1)
    layer_samplewise_normalization(scale = "yes")
    layer_samplewise_normalization(epsilon = -1)
  })
})

test_that("images of different exposure come out alike", {
  image <- matrix(c(1, 2, 4, 8, 16, 32), 2)
  layer <- layer_samplewise_normalization()
  light <- as.array(layer(image))
  expect_equal(light, (image - mean(image)) / sqrt(mean((image - mean(image))^2)), tolerance = 1e-5)
  expect_equal(as.array(layer(image / 4 + 20)), light, tolerance = 1e-5)
})

test_that("skips missing pixels and keeps them", {
  image <- matrix(c(1, 3, NaN, NaN), 2)
  expect_equal(as.array(layer_samplewise_normalization()(image)), matrix(c(-1, 1, NaN, NaN), 2), tolerance = 1e-5)
})

test_that("acts in a model whether it trains or not", {
  images <- distinct_images(3)
  layer <- layer_samplewise_normalization()
  input <- layer_input(shape = dim(images)[-1])
  model <- keras_model(input, layer(input))
  expect_equal(as.array(model(images)), as.array(layer(images)), tolerance = 1e-6)
  expect_equal(as.array(model(images, training = TRUE)), as.array(layer(images)), tolerance = 1e-6)
})
