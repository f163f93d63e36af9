# Images whose pixels all differ, so that any change of an image shows: (batch, height, width, channels).
distinct_images <- function(count, height = 4, width = 5, channels = 2) {
  array(seq_len(count * height * width * channels) / 1000, c(count, height, width, channels))
}

differs <- function(x, y) any(abs(as.array(x) - as.array(y)) > 1e-4)

# In a model that does more than preprocess, a random layer acts in training and rests otherwise.
expect_acts_in_training_only <- function(layer, images = distinct_images(32)) {
  input <- layer_input(shape = dim(images)[-1])
  model <- keras_model(input, input %>% layer() %>% compose(keras$layers$Activation("linear")))
  expect_false(differs(model(images), images))
  expect_false(differs(predict(model, images, verbose = 0), images))
  expect_true(differs(model(images, training = TRUE), images))
}

expect_acts_in_a_dataset <- function(layer, images = distinct_images(32)) {
  dataset <- tensor_slices_dataset(images) %>% dataset_batch(32) %>% dataset_map(layer)
  epochs <- lapply(1:2, function(epoch) dataset_collect(dataset)[[1]])
  expect_true(differs(epochs[[1]], images))
  expect_true(differs(epochs[[1]], epochs[[2]]))
}

expect_repeats_by_seed <- function(make) {
  first <- make(seed = 9)
  second <- make(seed = 9)
  images <- distinct_images(32)
  results <- list(first(images), first(images))
  expect_identical(as.array(second(images)), as.array(results[[1]]))
  expect_identical(as.array(second(images)), as.array(results[[2]]))
  expect_true(differs(results[[1]], results[[2]]))
}
