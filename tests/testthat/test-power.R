needs_python()

test_that("computes what its cases say", {
  run_cases("power")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_power(method = "cube")
    layer_power(lambdas = "a")
    layer_power(lambdas = 1, missing = "mean")
    layer_power(lambdas = 1) %>% adapt(1:3)
    layer_power(method = "box_cox") %>% adapt(c(1, 0))
    layer_power(name = "p")(matrix(1:4, 2))
  })
})

# The formula of Yeo and Johnson (2000), and its profile likelihood.
yeo_johnson <- function(x, lambda) {
  ifelse(x >= 0, ((x + 1)^lambda - 1) / lambda, -((1 - x)^(2 - lambda) - 1) / (2 - lambda))
}

likelihood <- function(lambda, x) {
  transformed <- yeo_johnson(x, lambda)
  (lambda - 1) * sum(sign(x) * log1p(abs(x))) - length(x) / 2 * log(mean((transformed - mean(transformed))^2))
}

test_that("equals the maximum of the likelihood", {
  set.seed(3)
  data <- rgamma(400, 2) - 0.5
  layer <- layer_power(dtype = "float64")
  layer %>% adapt(matrix(data))
  best <- optimize(likelihood, c(-2, 2), x = data, maximum = TRUE, tol = 1e-9)$maximum
  expect_equal(as.vector(layer$lambdas$numpy()), best, tolerance = 1e-6)
  expect_equal(as.vector(layer(data)), yeo_johnson(data, best), tolerance = 1e-6)
})

test_that("gives the original numbers back", {
  data <- c(-3, 0, 0.5, 20)
  layer <- layer_power(lambdas = 0.3)
  expect_equal(as.vector(layer$inverse(layer(data))), data, tolerance = 1e-5)
})

test_that("survives saving and loading", {
  layer <- layer_power(method = "box_cox", lambdas = 0.5)
  expect_equal(as.vector(saved_and_loaded(layer, 1)(matrix(c(1, 4, 9)))), c(0, 2, 4), tolerance = 1e-6)
})
