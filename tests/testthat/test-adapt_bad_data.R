needs_python()

numeric <- list(
  layer_normalization, layer_min_max_scaling, layer_robust_scaling, layer_quantile_transform,
  function(...) layer_discretization(num_bins = 3, ...)
)
lookups <- list(layer_string_lookup, layer_integer_lookup, layer_text_vectorization)
good <- function(make) if (identical(make, layer_integer_lookup)) c(1L, 2L, 2L) else c("a", "b", "b")

# Refuses data with a sentence, and keeps what it knew.
expect_refused <- function(make, known, data, sentence) {
  layer <- make(name = "l")
  layer %>% adapt(known)
  before <- as.vector(layer(known))
  expect_error(layer %>% adapt(data), sentence, fixed = TRUE, class = "prelayer_error")
  expect_identical(as.vector(layer(known)), before)
}

no_value <- "adapt: the data for the layer 'l' holds no value to learn from. Give it data that is not empty."

test_that("nothing is refused", {
  for (make in numeric) expect_refused(make, c(1, 2, 2), numeric(), no_value)
  for (make in lookups) {
    known <- good(make)
    expect_refused(make, known, tensor_slices_dataset(known) %>% dataset_take(0) %>% dataset_batch(2), no_value)
    expect_refused(make, known, known[0], no_value)
  }
})

test_that("numbers that are all missing are refused", {
  for (make in numeric) expect_refused(make, c(1, 2, 2), c(NaN, NaN), no_value)
})

test_that("a feature that is all missing is named", {
  expect_snapshot(error = TRUE, {
    layer_normalization() %>% adapt(cbind(1:2, NaN))
    layer_min_max_scaling() %>% adapt(cbind(1:2, NaN))
    layer_robust_scaling() %>% adapt(cbind(1:2, NaN))
  })
})

test_that("infinity is refused", {
  expect_snapshot(error = TRUE, {
    layer_normalization() %>% adapt(c(1, Inf))
    layer_min_max_scaling() %>% adapt(c(1, Inf))
    layer_robust_scaling() %>% adapt(c(1, Inf))
    layer_quantile_transform() %>% adapt(c(1, Inf))
    layer_discretization(num_bins = 3) %>% adapt(c(1, Inf))
    layer_integer_lookup() %>% adapt(c(1, Inf))
  })
})

test_that("a constant feature gives finite numbers", {
  for (make in numeric[1:4]) {
    layer <- make()
    layer %>% adapt(matrix(7, 4))
    expect_identical(as.vector(layer(matrix(7))), 0)
    expect_true(all(is.finite(as.vector(layer(matrix(c(6, 8)))))))
  }
})

test_that("data of another structure is shown beside the layers", {
  data <- list(price = c(1, 2), size = c("x", "y"))
  expect_snapshot(error = TRUE, {
    adapt(list(price = layer_normalization(), cut = layer_string_lookup()), data)
    adapt(layer_normalization(), tensor_slices_dataset(data) %>% dataset_batch(2))
  })
})

test_that("a part of the wrong kind is named", {
  expect_snapshot(error = TRUE, adapt(list(price = layer_normalization()), list(price = c("x", "y"))))
})

test_that("a vocabulary that is too long is refused", {
  expect_snapshot(error = TRUE, {
    layer_string_lookup(max_tokens = 3, vocabulary = letters[1:3])
    layer_integer_lookup(max_tokens = 3, vocabulary = 1:3)
    layer_text_vectorization(max_tokens = 3, vocabulary = letters[1:2])
  })
})

test_that("layers that have nothing to learn are skipped", {
  layers <- list(price = layer_normalization(), city = layer_hashing(num_bins = 64))
  adapt(layers, list(price = c(1, 3), city = c("a", "b")))
  expect_equal(as.array(layers$price(2)), array(0, 1))
  expect_error(
    adapt(list(city = layer_hashing(num_bins = 64)), list(city = "a")),
    "adapt: `layers` must be a layer that learns, or a list or named list of such layers, not",
    fixed = TRUE
  )
})

test_that("swapped arguments are named", {
  data <- data.frame(price = c(1, 3))
  layer <- layer_normalization()
  swapped <- "adapt: `layers` and `data` are swapped. The layers come first, then the data."
  expect_error(adapt(data, layer), swapped, fixed = TRUE)
  expect_error(adapt(data$price, layer), swapped, fixed = TRUE)
  expect_error(adapt(as.matrix(data), list(layer)), swapped, fixed = TRUE)
  expect_error(adapt(dataset_from_frame(data), list(price = layer)), swapped, fixed = TRUE)
  expect_error(data %>% adapt(preprocessor(list(price = layer))), swapped, fixed = TRUE)
})
