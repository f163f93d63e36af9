needs_python()

test_that("computes what its cases say", {
  run_cases("min_max_scaling")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_min_max_scaling(feature_range = c(1, 0))
    layer_min_max_scaling(feature_range = 1)
    layer_min_max_scaling(clip = "yes")
    layer_min_max_scaling(axis = 1.5)
    layer_min_max_scaling(name = "m")(matrix(1:4, 2))
    layer_min_max_scaling() %>% adapt(cbind(1:2, c(NaN, NaN)))
  })
})

test_that("skips missing numbers while it learns", {
  layer <- layer_min_max_scaling()
  layer %>% adapt(cbind(c(1, 3, NaN), c(NaN, 10, 20)))
  expect_equal(as.array(layer(cbind(2, NaN))), cbind(0.5, NaN))
})

test_that("takes columns of a data frame", {
  layer <- layer_min_max_scaling()
  layer %>% adapt(data.frame(a = c(1, 3), b = c(10, 30)))
  expect_equal(as.array(layer(data.frame(a = 2, b = 10))), matrix(c(0.5, 0), 1))
})

test_that("keeps what it knew when data is refused", {
  layer <- layer_min_max_scaling(axis = NULL)
  layer %>% adapt(c(0, 2))
  expect_error(layer %>% adapt(c(1, Inf)), "no finite minimum and maximum")
  expect_equal(as.vector(layer(1)), 0.5)
})

test_that("adapts after a model was built on it", {
  layer <- layer_min_max_scaling()
  input <- layer_input(shape = 2)
  model <- keras_model(input, layer(input))
  layer %>% adapt(rbind(c(0, 10), c(2, 30)))
  expect_equal(as.array(model(rbind(c(1, 40)))), matrix(c(0.5, 1.5), 1))
})

test_that("gives the original numbers back", {
  set.seed(4)
  data <- matrix(rnorm(30), 10)
  layer <- layer_min_max_scaling(feature_range = c(-1, 1))
  layer %>% adapt(data)
  expect_equal(range(as.vector(layer(data))), c(-1, 1))
  expect_equal(as.array(layer$inverse(layer(data))), data, tolerance = 1e-6)
  input <- layer_input(shape = 3)
  model <- keras_model(input, layer$inverse(layer(input)))
  expect_equal(as.array(model(data)), data, tolerance = 1e-6)
})

test_that("survives saving and loading", {
  data <- matrix(c(1, 2, 3, 10, 0, 5), 3)
  layer <- layer_min_max_scaling()
  layer %>% adapt(data)
  expect_equal(as.array(saved_and_loaded(layer, 2)(data)), matrix(c(0, 0.5, 1, 1, 0, 0.5), 3))
})

test_that("takes a given minimum and maximum", {
  layer <- layer_min_max_scaling(minimum = c(0, 10), maximum = c(2, 30))
  expect_equal(as.array(layer(cbind(1, 40))), cbind(0.5, 1.5), tolerance = 1e-6)
  expect_error(layer %>% adapt(cbind(1, 2)), "a layer that was given its minimum and maximum cannot adapt.")
})
