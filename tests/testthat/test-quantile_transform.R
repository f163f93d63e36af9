needs_python()

test_that("computes what its cases say", {
  run_cases("quantile_transform")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_quantile_transform(num_quantiles = 1)
    layer_quantile_transform(output_distribution = "gaussian")
    layer_quantile_transform(name = "q")(matrix(1:4, 2))
    layer_quantile_transform() %>% adapt(cbind(1:2, c(NaN, NaN)))
  })
})

test_that("ranks are those of rank()", {
  set.seed(3)
  data <- matrix(rlnorm(300), 100)
  layer <- layer_quantile_transform()
  layer %>% adapt(data)
  expect_equal(as.array(layer(data)), apply(data, 2, function(column) (rank(column) - 1) / 99), tolerance = 1e-6)
})

test_that("makes numbers normal", {
  data <- matrix(exp(seq(-3, 3, length.out = 101)))
  layer <- layer_quantile_transform(output_distribution = "normal")
  layer %>% adapt(data)
  expect_equal(as.vector(layer(data))[2:100], qnorm(1:99 / 100), tolerance = 1e-5)
})

test_that("skips missing numbers while it learns", {
  layer <- layer_quantile_transform()
  layer %>% adapt(matrix(c(0, NaN, 4)))
  expect_equal(as.vector(layer(matrix(c(1, NaN)))), c(0.25, NaN))
})

test_that("keeps what it knew when data is refused", {
  layer <- layer_quantile_transform()
  layer %>% adapt(matrix(c(0, 4)))
  expect_error(layer %>% adapt(matrix(c(1, Inf))), "must be finite or NaN")
  expect_equal(as.vector(layer(matrix(1))), 0.25)
})

test_that("adapts after a model was built on it", {
  layer <- layer_quantile_transform()
  input <- layer_input(shape = 1)
  model <- keras_model(input, layer(input))
  layer %>% adapt(matrix(c(0, 4)))
  expect_equal(as.vector(model(matrix(1))), 0.25)
})

test_that("gives the original numbers back", {
  set.seed(9)
  data <- matrix(rnorm(30), 10)
  for (distribution in c("uniform", "normal")) {
    layer <- layer_quantile_transform(output_distribution = distribution)
    layer %>% adapt(data)
    expect_equal(as.array(layer$inverse(layer(data))), data, tolerance = 1e-5)
  }
})

test_that("survives saving and loading", {
  data <- matrix(c(1, 10, 100))
  layer <- layer_quantile_transform()
  layer %>% adapt(data)
  expect_equal(as.vector(saved_and_loaded(layer, 1)(data)), c(0, 0.5, 1))
})

test_that("takes given quantiles", {
  layer <- layer_quantile_transform(quantiles = cbind(c(0, 1), c(0, 10)))
  expect_equal(as.array(layer(cbind(0.5, 2.5))), cbind(0.5, 0.25), tolerance = 1e-6)
  expect_error(layer %>% adapt(cbind(1, 2)), "a layer that was given its quantiles cannot adapt.")
})
