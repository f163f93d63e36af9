needs_python()

numbers <- c(1, 3, 8) # of mean 4 and variance 26 / 3
words <- c("x", "y", "x")

mean_and_variance <- function(layer) c(as.vector(as.array(layer$mean)), as.vector(as.array(layer$variance)))

test_that("adapts each layer of keras", {
  normalization <- tf$keras$layers$Normalization() %>% adapt(numbers)
  expect_equal(mean_and_variance(normalization), c(4, 26 / 3), tolerance = 1e-6)
  normalization <- tf$keras$layers$Normalization(axis = NULL) %>% adapt(numbers)
  expect_equal(mean_and_variance(normalization), c(4, 26 / 3), tolerance = 1e-6)
  lookup <- tf$keras$layers$StringLookup() %>% adapt(factor(words))
  expect_identical(as.vector(lookup(c("x", "y", "z"))), c(1L, 2L, 0L))
  lookup <- tf$keras$layers$IntegerLookup() %>% adapt(c(7, 9, 9))
  expect_identical(as.vector(lookup(c(9L, 7L, 1L))), c(1L, 2L, 0L))
  vectorization <- tf$keras$layers$TextVectorization() %>% adapt(c("b A", "b"))
  expect_identical(as.vector(vectorization("a b c")), c(3L, 2L, 1L))
})

test_that("adapts layers of both packages by name", {
  data <- data.frame(size = numbers, word = words)
  for (of in list(data, tensor_slices_dataset(data) %>% dataset_batch(2))) {
    layers <- list(
      size = list(tf$keras$layers$Normalization(), layer_normalization()),
      word = list(tf$keras$layers$StringLookup(), layer_string_lookup())
    )
    adapt(layers, of)
    for (layer in layers$size) expect_equal(as.vector(layer(matrix(4))), 0, tolerance = 1e-6)
    for (layer in layers$word) expect_identical(as.vector(layer(c("x", "y"))), c(1L, 2L))
  }
})

test_that("adapts a model of layers of both packages", {
  input <- layer_input(shape = 1)
  output <- tf$keras$layers$Normalization()(input) %>% layer_min_max_scaling()
  model <- keras_model(input, output) %>% adapt(matrix(numbers))
  expect_equal(as.vector(predict(model, matrix(numbers), verbose = 0)), c(0, 2 / 7, 1), tolerance = 1e-6)
})

test_that("refuses what layers of keras cannot do in one sentence", {
  layer <- tf$keras$layers$Normalization(name = "of_keras")
  expect_error(
    adapt(layer, numbers, reset = FALSE),
    paste(
      "adapt: the layer 'of_keras' of Keras cannot go on learning. Say `reset = TRUE`, or take the layer of prelayer",
      "with the same name."
    ),
    fixed = TRUE
  )
  expect_error(adapt(tf$keras$layers$StringLookup(), c("a", NA)), "values must not be missing, but 1 of 2 are")
})
