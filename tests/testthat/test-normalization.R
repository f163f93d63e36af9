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

test_that("learns a million rows far from zero exactly", {
  set.seed(1)
  data <- as.array(as_tensor(matrix(rnorm(1e6, 1000), ncol = 1), "float32"))
  layer <- layer_normalization()
  layer %>% adapt(data)
  expect_equal(as.vector(layer$mean$numpy()), mean(data), tolerance = 1e-6)
  expect_equal(as.vector(layer$variance$numpy()), mean((data - mean(data))^2), tolerance = 1e-6)
})

test_that("normalizes images by channel", {
  set.seed(3)
  images <- array(sample(0:255, 64 * 20 * 20 * 3, replace = TRUE), c(64, 20, 20, 3))
  layer <- layer_normalization(axis = -1)
  layer %>% adapt(images)
  normalized <- as.array(layer(images))
  expect_lt(max(abs(apply(normalized, 4, mean))), 1e-4)
  expect_lt(max(abs(apply(normalized^2, 4, mean) - 1)), 1e-4)
})

test_that("skips missing numbers while it learns", {
  layer <- layer_normalization()
  layer %>% adapt(cbind(c(1, 3, NaN), c(NaN, 10, 20)))
  expect_equal(as.vector(layer$mean$numpy()), c(2, 15))
  expect_equal(as.vector(layer$variance$numpy()), c(1, 25))
})

test_that("takes columns of a data frame", {
  layer <- layer_normalization()
  layer %>% adapt(data.frame(a = c(1, 3), b = c(10, 30)))
  expect_equal(as.array(layer(data.frame(a = 3, b = 10))), matrix(c(1, -1), 1))
})

test_that("takes named vectors of means and variances", {
  layer <- layer_normalization(mean = c(a = 1, b = 2), variance = c(a = 1, b = 4))
  expect_equal(as.array(layer(matrix(c(3, 4), 1))), matrix(c(2, 1), 1))
})

test_that("adapts after a model was built on it", {
  layer <- layer_normalization()
  input <- layer_input(shape = 2)
  model <- keras_model(input, layer(input))
  layer %>% adapt(rbind(c(0, 10), c(2, 30)))
  expect_equal(as.array(model(rbind(c(1, 40)))), matrix(c(0, 2), 1))
})

test_that("keeps what it knew when data is refused", {
  layer <- layer_normalization()
  layer %>% adapt(matrix(c(0, 2), 2))
  expect_error(layer %>% adapt(matrix(numeric(), 0, 1)), "holds no value to learn from")
  expect_equal(as.vector(layer(matrix(2))), 1)
})

test_that("is the same in a dataset and in a model", {
  set.seed(5)
  data <- matrix(rnorm(96), 32)
  layer <- layer_normalization()
  layer %>% adapt(data)
  input <- layer_input(shape = 3)
  in_model <- keras_model(input, layer(input))(data)
  in_dataset <- tensor_slices_dataset(data) %>% dataset_batch(32) %>% dataset_map(layer) %>% dataset_collect()
  expect_equal(as.array(in_dataset[[1]]), as.array(in_model))
  expect_equal(as.array(in_model), standardized(data), tolerance = 1e-6)
})

test_that("gives the original numbers back", {
  data <- cbind(c(1, 2, 3, 6), c(10, 0, 10, 0))
  layer <- layer_normalization()
  layer %>% adapt(data)
  expect_equal(as.array(layer$inverse(layer(data))), data, tolerance = 1e-6)
})

test_that("survives saving and loading", {
  data <- cbind(c(1, 2, 3, 6), c(10, 0, 10, 0))
  layer <- layer_normalization()
  layer %>% adapt(data)
  expect_equal(as.array(saved_and_loaded(layer, 2)(data)), standardized(data), tolerance = 1e-6)
})

test_that("has the mean and variance of Keras", {
  data <- array(c(1:24, 3, 5), c(6, 2, 2))
  layer <- layer_normalization()
  layer %>% adapt(data)
  expect_identical(dim(layer$mean$numpy()), c(1L, 1L, 2L))
  expect_equal(as.vector(layer$mean$numpy()), apply(data, 3, mean), tolerance = 1e-6)
  batches <- layer_normalization()
  batches %>% adapt(list(data[1:2, , ], data[3:6, , ]))
  expect_equal(batches$mean$numpy(), layer$mean$numpy(), tolerance = 1e-6)
  expect_equal(batches$variance$numpy(), layer$variance$numpy(), tolerance = 1e-6)
})
