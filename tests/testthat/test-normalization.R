needs_python()

standardized <- function(data) {
  apply(data, 2, function(column) (column - mean(column)) / sqrt(mean((column - mean(column))^2)))
}

test_that("computes what its cases say", {
  run_cases("normalization")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_normalization(axis = 1.5)
    layer_normalization(mean = 1)
    layer_normalization(invert = "yes")
    layer_normalization(name = "n")(matrix(1:4, 2))
    layer_normalization() %>% adapt(c(1, NA))
  })
})

test_that("survives saving and loading", {
  data <- cbind(c(1, 2, 3, 6), c(10, 0, 10, 0))
  layer <- layer_normalization()
  layer %>% adapt(data)
  expect_equal(as.array(saved_and_loaded(layer, 2)(data)), standardized(data), tolerance = 1e-6)
})

test_that("learns mean and variance of each column", {
  set.seed(1)
  data <- cbind(rnorm(100, 1000), runif(100))
  layer <- layer_normalization()
  layer %>% adapt(data)
  expect_equal(as.array(layer(data)), standardized(data), tolerance = 1e-4)
})

test_that("turns normalized numbers back", {
  back <- layer_normalization(mean = 3, variance = 4, invert = TRUE, axis = NULL)
  expect_equal(as.vector(back(c(-1, 0, 1))), c(1, 3, 5))
})
