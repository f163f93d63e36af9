needs_python()

# Images that say their row in every pixel.
marked_images <- function(count = 24) array(seq_len(count) - 1, c(count, 4, 5, 3))

test_that("flow gives every row once an epoch with what belongs to it", {
  images <- marked_images()
  dataset <- flow_images_from_data(images, 0:23, batch_size = 7, sample_weight = 0:23 / 100, seed = 2)
  epochs <- lapply(1:2, function(epoch) whole_parts(dataset))
  for (epoch in epochs) {
    expect_setequal(epoch[[2]], 0:23)
    expect_equal(epoch[[1]][, 1, 1, 1], epoch[[2]])
    expect_equal(epoch[[3]], epoch[[2]] / 100, tolerance = 1e-6)
  }
  expect_false(identical(epochs[[1]][[2]], epochs[[2]][[2]]))
  expect_equal(whole_parts(flow_images_from_data(images, shuffle = FALSE))[[1]], images)
})

test_that("repeats by its seed and augments anew each epoch", {
  images <- some_images()
  generator <- image_data_generator(rotation_range = 30)
  flows <- lapply(1:2, function(time) flow_images_from_data(images, generator = generator, shuffle = FALSE, seed = 3))
  epochs <- lapply(1:2, function(epoch) whole_parts(flows[[1]])[[1]])
  expect_identical(whole_parts(flows[[2]])[[1]], epochs[[1]])
  expect_true(differs(epochs[[1]], epochs[[2]]))
})

test_that("validation images are others and are not augmented", {
  generator <- image_data_generator(validation_split = 0.25, channel_shift_range = 50, rescale = 0.5)
  flow <- function(subset) {
    whole_parts(flow_images_from_data(marked_images(), 0:23, generator, subset = subset, ignore_class_split = TRUE))
  }
  validation <- flow("validation")
  expect_setequal(validation[[2]], 0:5)
  expect_equal(validation[[1]][, 1, 1, 1], validation[[2]] / 2)
  training <- flow("training")
  expect_setequal(training[[2]], 6:23)
  expect_true(differs(training[[1]][, 1, 1, 1], training[[2]] / 2))
})

test_that("trains a model", {
  generator <- image_data_generator(rescale = 1 / 255, horizontal_flip = TRUE, validation_split = 0.25)
  images <- some_images()
  model <- keras_model_sequential() %>% layer_flatten() %>% layer_dense(3)
  model %>% compile(loss = keras$losses$SparseCategoricalCrossentropy(from_logits = TRUE))
  history <- model %>% fit(
    flow_images_from_data(images, rep(0:2, 4), generator, subset = "training"),
    validation_data = flow_images_from_data(images, rep(0:2, 4), generator, subset = "validation"), verbose = 0
  )
  expect_true(is.finite(history$metrics$val_loss))
})

test_that("refuses data that does not fit", {
  expect_snapshot(error = TRUE, {
    flow_images_from_data(matrix(1, 2, 2))
    flow_images_from_data(array(0, c(2, 2, 2, 3)), 1:3)
    flow_images_from_data(array(0, c(2, 2, 2, 3)), subset = "training")
    flow_images_from_data(array(0, c(2, 2, 2, 3)), generator = "rotate")
  })
})
