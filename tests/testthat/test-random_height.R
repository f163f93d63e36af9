needs_python()

test_that("computes what its cases say", {
  run_cases("random_height")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_height(factor = "half")
    layer_random_height(factor = c(-2, 0.5))
    layer_random_height(factor = 0.5, interpolation = "cubic")
  })
})

test_that("refuses a height without end", {
  expect_error(layer_random_height(factor = Inf), "must be a number of at least -1")
})

test_that("makes a matrix higher", {
  image <- matrix(as.double(1:4), 2)
  result <- layer_random_height(factor = c(1, 1), interpolation = "nearest")(image)
  expect_equal(as.array(result), image %x% matrix(1, 2, 1))
})

test_that("acts in a dataset and differs between epochs", {
  change <- layer_random_height(factor = 0.5, seed = 2)
  dataset <- tensor_slices_dataset(distinct_images(32, 12, 12)) %>% dataset_batch(32) %>% dataset_map(change)
  epochs <- lapply(1:3, function(epoch) dim(dataset_collect(dataset)[[1]]))
  expect_gt(length(unique(epochs)), 1)
  for (epoch in epochs) expect_identical(epoch[-2], c(32L, 12L, 2L))
})

test_that("acts in training and rests in predict", {
  input <- layer_input(shape = c(4, 4, 1))
  double <- layer_random_height(factor = c(1, 1))
  model <- keras_model(input, input %>% double() %>% compose(keras$layers$Activation("linear")))
  images <- distinct_images(2, 4, 4, 1)
  expect_equal(predict(model, images, verbose = 0), images, tolerance = 1e-6)
  expect_identical(dim(model(images, training = TRUE)), c(2L, 8L, 4L, 1L))
})
