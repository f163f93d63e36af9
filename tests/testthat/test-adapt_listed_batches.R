# Lists of batches, for layers, named lists of layers, and models.
needs_python()

x <- matrix(0:11 + 0, 6, byrow = TRUE)
y <- rep(1, 6)
# Batches of two rows and of four.
parts <- list(list(x[1:2, ], y[1:2]), list(x[3:6, ], y[3:6]))

mean_of <- function(layer) as.vector(layer$mean$numpy())

test_that("a layer learns from a list of batches", {
  for (batches in list(parts, lapply(parts, `[[`, 1))) {
    layer <- layer_normalization()
    adapt(layer, batches)
    expect_equal(mean_of(layer), c(5, 6))
  }
})

test_that("layers by name learn from a list of dicts", {
  pairs <- lapply(parts, function(part) list(list(size = part[[1]]), part[[2]]))
  for (batches in list(pairs, lapply(pairs, `[[`, 1))) {
    layer <- layer_normalization()
    adapt(list(size = layer), batches)
    expect_equal(mean_of(layer), c(5, 6))
  }
})

test_that("a model learns from a list of batches", {
  layer <- layer_normalization()
  input <- layer_input(shape = 2, name = "size")
  model <- keras_model(input, layer(input))
  adapt(model, parts)
  expect_equal(mean_of(layer), c(5, 6))
})

test_that("vectors of a list are rows", {
  layer <- layer_normalization()
  adapt(layer, list(c(1, 2), c(3, 6)))
  expect_equal(mean_of(layer), c(2, 4))
})

test_that("images of a list are rows", {
  layer <- layer_zca_whitening()
  images <- lapply(1:5, function(number) array(sin(number * 1:4), c(2, 2, 1)))
  layer %>% adapt(images)
  expect_identical(dim(as.array(layer(images))), c(5L, 2L, 2L, 1L))
})

test_that("targets are not learned", {
  layer <- layer_string_lookup()
  expect_snapshot(error = TRUE, adapt(layer, list(matrix(c("a", "b", "c")), c("A", "B", "C"))))
})
