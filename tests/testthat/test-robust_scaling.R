needs_python()

test_that("computes what its cases say", {
  run_cases("robust_scaling")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_robust_scaling(quantile_range = c(75, 25))
    layer_robust_scaling(quantile_range = c(-5, 25))
    layer_robust_scaling(with_scaling = "yes")
    layer_robust_scaling(name = "r")(matrix(1:4, 2))
    layer_robust_scaling() %>% adapt(cbind(1:2, c(NaN, NaN)))
  })
})

test_that("equals median() and IQR()", {
  set.seed(2)
  data <- matrix(rlnorm(300), 100)
  layer <- layer_robust_scaling()
  layer %>% adapt(data)
  expected <- apply(data, 2, function(column) (column - median(column)) / IQR(column))
  expect_equal(as.array(layer(data)), expected, tolerance = 1e-6)
})

test_that("skips missing numbers while it learns", {
  layer <- layer_robust_scaling()
  layer %>% adapt(matrix(c(1, NaN, 2, 3, 4, 5)))
  expect_equal(as.vector(layer(matrix(c(3, 5, NaN)))), c(0, 1, NaN))
})

test_that("keeps what it knew when data is refused", {
  layer <- layer_robust_scaling()
  layer %>% adapt(matrix(c(1, 2, 3)))
  expect_error(layer %>% adapt(matrix(c(1, Inf))), "must be finite or NaN")
  expect_equal(as.vector(layer(matrix(2))), 0)
})

test_that("adapts after a model was built on it", {
  layer <- layer_robust_scaling()
  input <- layer_input(shape = 1)
  model <- keras_model(input, layer(input))
  layer %>% adapt(matrix(c(1, 2, 3)))
  expect_equal(as.vector(model(matrix(4))), 2)
})

test_that("gives the original numbers back", {
  set.seed(5)
  data <- matrix(rnorm(30), 10)
  layer <- layer_robust_scaling()
  layer %>% adapt(data)
  expect_equal(as.array(layer$inverse(layer(data))), data, tolerance = 1e-6)
})

test_that("survives saving and loading", {
  data <- matrix(c(1, 2, 3, 4, 5))
  layer <- layer_robust_scaling()
  layer %>% adapt(data)
  expect_equal(as.vector(saved_and_loaded(layer, 1)(data)), c(-1, -0.5, 0, 0.5, 1))
})
