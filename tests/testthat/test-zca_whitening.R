needs_python()

# Pixels that lean on each other: 200 images of 2 by 3 pixels.
some_images <- function() {
  set.seed(3)
  rows <- matrix(rnorm(1200), 200) %*% matrix(rnorm(36), 6) + 10
  array(rows, c(200, 2, 3, 1))
}

as_rows <- function(images) matrix(as.array(images), dim(images)[[1]])

population <- function(rows) stats::cov(rows) * (nrow(rows) - 1) / nrow(rows)

adapted <- function(...) {
  layer <- layer_zca_whitening(...)
  layer %>% adapt(some_images())
  layer
}

test_that("computes what its cases say", {
  run_cases("zca_whitening")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_zca_whitening(epsilon = 0)
    layer_zca_whitening(invert = "yes")
    layer_zca_whitening(name = "z")(matrix(1:4, 2))
    layer_zca_whitening() %>% adapt(array(0, c(2, 2, 2)))
    layer_zca_whitening() %>% adapt(matrix(1, 2, 2))
  })
})

test_that("whitened pixels have variance 1 and no correlations", {
  rows <- as_rows(adapted()(some_images()))
  expect_equal(colMeans(rows), rep(0, 6), tolerance = 1e-3)
  expect_equal(population(rows), diag(6), tolerance = 1e-3)
})

test_that("equals the formula by singular values", {
  layer <- adapted(epsilon = 0.1, dtype = "float64")
  rows <- as_rows(some_images())
  parts <- svd(population(rows))
  matrix <- parts$u %*% diag(1 / sqrt(parts$d + 0.1)) %*% t(parts$u)
  expect_equal(as_rows(layer(some_images())), scale(rows, scale = FALSE) %*% matrix,
    tolerance = 1e-6, ignore_attr = TRUE
  )
})

test_that("fewer images than pixels are whitened in what they span", {
  few <- some_images()[1:4, , , , drop = FALSE]
  layer <- layer_zca_whitening()
  layer %>% adapt(few)
  variances <- eigen(population(as_rows(layer(few))))$values
  expect_equal(variances, c(1, 1, 1, 0, 0, 0), tolerance = 1e-3)
  expect_equal(as.array(layer$inverse(layer(few))), few, tolerance = 1e-4)
})

test_that("gives the original images back", {
  layer <- adapted()
  expect_equal(as.array(layer$inverse(layer(some_images()))), some_images(), tolerance = 1e-4)
})

test_that("an image with a missing pixel is missing", {
  gap <- some_images()
  gap[3, 1, 1, 1] <- NaN
  found <- as_rows(adapted()(gap))
  expect_true(all(is.nan(found[3, ])))
  expect_false(anyNA(found[-3, ]))
  layer <- layer_zca_whitening()
  layer %>% adapt(gap)
  others <- layer_zca_whitening()
  others %>% adapt(some_images()[-3, , , , drop = FALSE])
  expect_equal(as_rows(layer(some_images())), as_rows(others(some_images())), tolerance = 1e-4)
})

test_that("refuses images that are too large in one sentence", {
  expect_error(layer_zca_whitening() %>% adapt(array(0L, c(2, 224, 224, 3))), paste(
    "layer_zca_whitening: an image may have 16,384 values, but one of shape (224, 224, 3) has 150,528, whose",
    "covariance matrix takes 181 GB. Make images smaller first."
  ), fixed = TRUE, class = "prelayer_error")
})

test_that("adapts after a model was built on it", {
  layer <- layer_zca_whitening()
  input <- layer_input(shape = c(2, 3, 1))
  model <- keras_model(input, layer(input))
  layer %>% adapt(some_images())
  expect_equal(as.array(model(some_images())), as.array(layer(some_images())), tolerance = 1e-4)
})

test_that("survives saving and loading", {
  layer <- adapted()
  model <- saved_and_loaded(layer, c(2, 3, 1))
  expect_equal(as.array(model(some_images())), as.array(layer(some_images())), tolerance = 1e-4)
})
