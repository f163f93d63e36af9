needs_python()

seconds <- matrix(1.7e9 + 0:499)
makers <- list(layer_normalization, layer_min_max_scaling, layer_robust_scaling, layer_quantile_transform)
expected <- list(
  (0:499 - 249.5) / sqrt(mean((0:499 - 249.5)^2)), 0:499 / 499, (0:499 - 249.5) / 249.5, 0:499 / 499
)

test_that("keeps the differences of large numbers", {
  for (i in seq_along(makers)) {
    layer <- makers[[i]]()
    layer %>% adapt(seconds)
    expect_equal(as.vector(as.array(layer(seconds))), expected[[i]], tolerance = 1e-5)
    expect_equal(as.vector(as.array(layer(as_tensor(seconds, "float64")))), expected[[i]], tolerance = 1e-5)
  }
})

test_that("gives large numbers back", {
  for (make in makers) {
    layer <- make(dtype = "float64")
    layer %>% adapt(seconds)
    expect_equal(as.array(layer$inverse(layer(seconds))), seconds, tolerance = 1e-15)
  }
})

test_that("keeps the differences of large numbers in a file", {
  for (make in makers) {
    layer <- make()
    layer %>% adapt(seconds)
    loaded <- saved_and_loaded(layer, 1, "float64")
    expect_identical(as.array(loaded(seconds)), as.array(layer(seconds)))
  }
})

test_that("rescales and whitens large numbers", {
  expect_equal(as.vector(as.array(layer_rescaling(seconds, 0.001, offset = -1.7e6))), 0:499 / 1000, tolerance = 1e-6)
  set.seed(1)
  rows <- matrix(1.7e9 + round(rnorm(600), 3), ncol = 3)
  layer <- layer_zca_whitening()
  layer %>% adapt(rows)
  expect_equal(cov(as.array(layer(rows))) * 199 / 200, diag(3), tolerance = 1e-4)
})

test_that("puts large numbers into bins", {
  layer <- layer_discretization(num_bins = 10)
  layer %>% adapt(seconds)
  expect_equal(as.vector(as.array(layer(seconds))), rep(0:9, each = 50))
})

test_that("numbers near 1e20 are scaled", {
  set.seed(3)
  data <- matrix(1e20 * rnorm(300))
  layer <- layer_normalization()
  layer %>% adapt(data)
  expect_equal(as.vector(as.array(layer(data))), as.vector(scale(data)) * sqrt(300 / 299), tolerance = 1e-5)
})

test_that("refuses numbers that its dtype cannot hold", {
  data <- cbind(0:2, c(1e39, 3e39, 5e39))
  expect_error(layer_normalization() %>% adapt(data), "feature 2 has numbers beyond 3.4e+38", fixed = TRUE)
  layer <- layer_normalization(dtype = "float64")
  layer %>% adapt(data)
  expect_equal(as.array(layer(data)), cbind(c(-1, 0, 1), c(-1, 0, 1)) * sqrt(1.5), tolerance = 1e-12)
})

# 1.7e18, in bytes from the lowest on.
bytes <- as.raw(c(0x00, 0x00, 0x2a, 0x36, 0xfe, 0x9c, 0x97, 0x17))
nanoseconds <- structure(readBin(bytes, "double", 1, endian = "little"), class = "integer64")

test_that("refuses to learn from whole numbers that float64 rounds", {
  expect_snapshot(error = TRUE, layer_normalization() %>% adapt(nanoseconds))
})

test_that("refuses whole numbers that float64 rounds", {
  layer <- layer_normalization()
  layer %>% adapt(1:5)
  expect_error(layer(nanoseconds), "beyond which float64 rounds them, but 1700000000000000000 is", fixed = TRUE)
  expect_error(layer_rescaling(scale = 1)(nanoseconds), "beyond which float64 rounds them", fixed = TRUE)
})
