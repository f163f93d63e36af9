needs_python()

a <- matrix(c(1, 2, 3, 4), 2)
b <- matrix(c(5, 1, 0, 8), 2)

test_that("merge layers compute what they are named for", {
  expect_equal(as.array(layer_concatenate(a, b)), cbind(a, b))
  expect_equal(as.array(layer_concatenate(a, b, axis = 0)), rbind(a, b))
  expect_equal(as.array(layer_add(a, b, a)), a + b + a)
  expect_equal(as.array(layer_subtract(a, b)), a - b)
  expect_equal(as.array(layer_multiply(a, b)), a * b)
  expect_equal(as.array(layer_average(a, b)), (a + b) / 2)
  expect_equal(as.array(layer_maximum(a, b)), pmax(a, b))
  expect_equal(as.array(layer_minimum(a, b)), pmin(a, b))
  expect_equal(as.vector(layer_dot(a, b, axes = 1)), rowSums(a * b))
  cosine <- rowSums(a * b) / sqrt(rowSums(a^2) * rowSums(b^2))
  expect_equal(as.vector(layer_dot(a, b, axes = c(1, -1), normalize = TRUE)), cosine, tolerance = 1e-6)
})

test_that("inputs are given one by one, in a list, or both, and their names are ignored", {
  expected <- cbind(a, b, a)
  expect_equal(as.array(layer_concatenate(list(a, b, a))), expected)
  expect_equal(as.array(layer_concatenate(list(z = a, y = b, x = a))), expected)
  expect_equal(as.array(layer_concatenate(list(a, b), a)), expected)
  expect_equal(as.array(a %>% layer_concatenate(b, a, axis = -1)), expected)
  layer <- layer_concatenate(axis = -1, name = "both")
  expect_equal(as.array(layer(list(a, b, a))), expected)
  expect_identical(layer$name, "both")
})

test_that("a model merges its inputs, and names the layer", {
  inputs <- list(size = layer_input(2, name = "size"), color = layer_input(2, name = "color"))
  model <- keras_model(inputs, inputs %>% layer_subtract(name = "difference") %>% layer_activation("relu"))
  expect_equal(as.array(model(list(color = b, size = a))), pmax(a - b, 0))
  expect_identical(model$layers[[3]]$name, "difference")
})
