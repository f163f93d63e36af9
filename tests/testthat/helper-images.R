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

some_images <- function(count = 12, size = c(8, 8)) {
  set.seed(5)
  array(round(runif(count * prod(size) * 3, 0, 255)), c(count, size, 3))
}

# Images, labels and weights of a whole dataset, each as one array.
whole_parts <- function(dataset) {
  batches <- lapply(dataset_collect(dataset), function(batch) if (is_python(batch)) list(batch) else batch)
  lapply(seq_along(batches[[1]]), function(part) {
    parts <- lapply(batches, function(batch) as.array(batch[[part]]))
    if (length(dim(parts[[1]])) > 1) do.call(along_rows, parts) else unlist(parts)
  })
}

along_rows <- function(...) {
  parts <- lapply(list(...), function(part) matrix(part, dim(part)[[1]]))
  array(do.call(rbind, parts), c(sum(vapply(parts, nrow, 1L)), dim(..1)[-1]))
}
