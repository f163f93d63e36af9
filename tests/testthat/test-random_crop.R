needs_python()

test_that("computes what its cases say", {
  run_cases("random_crop")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_crop(height = 0, width = 2)
    layer_random_crop(height = 2, width = "wide")
    layer_random_crop(height = 2, width = 2, data_format = "last")
  })
})

is_window <- function(crop, image) {
  starts <- expand.grid(top = 0:(nrow(image) - nrow(crop)), left = 0:(ncol(image) - ncol(crop)))
  any(mapply(function(top, left) {
    identical(crop, image[top + seq_len(nrow(crop)), left + seq_len(ncol(crop))])
  }, starts$top, starts$left))
}

test_that("every crop is a window of its image", {
  image <- matrix(1:30, 5)
  crop <- layer_random_crop(height = 2, width = 3)
  crops <- lapply(1:10, function(i) as.array(crop(image)))
  for (cropped in crops) expect_true(is_window(cropped, image))
  expect_gt(length(unique(crops)), 2)
})

test_that("acts in a dataset and differs between epochs", {
  crop <- layer_random_crop(height = 3, width = 3, seed = 2)
  dataset <- tensor_slices_dataset(distinct_images(32)) %>% dataset_batch(32) %>% dataset_map(crop)
  epochs <- lapply(1:2, function(epoch) as.array(dataset_collect(dataset)[[1]]))
  expect_identical(dim(epochs[[1]]), c(32L, 3L, 3L, 2L))
  expect_true(differs(epochs[[1]], epochs[[2]]))
})

test_that("crops in training and resizes in predict", {
  input <- layer_input(shape = c(4, 4, 1))
  crop <- layer_random_crop(height = 2, width = 2)
  model <- keras_model(input, input %>% crop() %>% compose(keras$layers$Activation("linear")))
  image <- matrix(as.double(1:16), 4)
  images <- array(image, c(1, 4, 4, 1))
  expect_equal(predict(model, images, verbose = 0)[1, , , 1], matrix(c(3.5, 5.5, 11.5, 13.5), 2), tolerance = 1e-5)
  expect_true(is_window(as.array(model(images, training = TRUE))[1, , , 1], image))
})
