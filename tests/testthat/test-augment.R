needs_python()

images <- distinct_images(10)
collected <- function(dataset) collected_images(dataset_collect(dataset))
# The pixels of batches, image by image.
collected_images <- function(batches) {
  unlist(lapply(batches, function(batch) {
    batch <- as.array(if (is_python(batch)) batch else batch$images)
    aperm(batch, rev(seq_along(dim(batch))))
  }))
}
pipeline <- function() augmentation_pipeline() %>% layer_random_flip() %>% layer_random_rotation(factor = 0.2)

test_that("gives the same for any parallelism and batch", {
  slices <- tensor_slices_dataset(images)
  expected <- slices %>% dataset_batch(4) %>% dataset_augment(pipeline(), seed = 7) %>% collected()
  expect_true(any(abs(expected - unlist(aperm(images, 4:1))) > 1e-3))
  others <- list(
    slices %>% dataset_batch(3) %>% dataset_augment(pipeline(), seed = 7, num_parallel_calls = 2),
    slices %>% dataset_augment(pipeline(), seed = 7, num_parallel_calls = NULL)
  )
  for (other in others) expect_equal(collected(other), expected, tolerance = 1e-5)
})

test_that("each epoch has other draws and can be resumed", {
  batches <- tensor_slices_dataset(images) %>% dataset_batch(4)
  augmented <- batches %>% dataset_augment(pipeline(), seed = 7)
  epochs <- lapply(1:3, function(epoch) collected(augmented))
  expect_true(any(abs(epochs[[1]] - epochs[[2]]) > 1e-3))
  resumed <- batches %>% dataset_augment(pipeline(), seed = 7, epoch = 2)
  expect_identical(collected(resumed), epochs[[3]])
})

test_that("keeps the structure and moves what belongs to images", {
  masks <- array(as.integer(images[, , , 1] > 0.1005), dim(images)[1:3])
  augmented <- tensor_slices_dataset(list(images, list(segmentation_masks = masks))) %>%
    dataset_batch(10) %>%
    dataset_augment(layer_random_flip(), seed = 1)
  element <- dataset_collect(augmented)[[1]]
  moved <- array(as.integer(as.array(element[[1]])[, , , 1] > 0.1005), dim(images)[1:3])
  expect_identical(as.array(element[[2]]$segmentation_masks), moved)
})

test_that("takes a list of layers or a model of them", {
  batches <- tensor_slices_dataset(images) %>% dataset_batch(5)
  layers <- list(layer_random_flip(), layer_random_rotation(factor = 0.2))
  model <- keras_model_sequential() %>% layer_random_flip() %>% layer_random_rotation(factor = 0.2)
  by_list <- batches %>% dataset_augment(layers, seed = 1) %>% collected()
  by_model <- batches %>% dataset_augment(model, seed = 1) %>% collected()
  expect_identical(by_model, by_list)
})

test_that("ids key the images of any order and batch", {
  named <- tensor_slices_dataset(list(images = images, id = sprintf("image %d", 1:10)))
  by_id <- function(dataset, ids = "id") {
    augmented <- dataset_collect(dataset_augment(dataset, pipeline(), seed = 7, ids = ids))
    found <- unlist(lapply(augmented, function(batch) as.vector(batch$id)))
    values <- matrix(collected_images(augmented), ncol = 10)
    values[, order(as.integer(sub("image ", "", found)))]
  }
  expected <- by_id(dataset_batch(named, 4))
  expect_true(any(abs(expected - matrix(aperm(images, 4:1), ncol = 10)) > 1e-3))
  reversed <- tensor_slices_dataset(list(images = images[10:1, , , ], id = sprintf("image %d", 10:1)))
  expect_equal(by_id(dataset_batch(reversed, 3)), expected, tolerance = 1e-5)
  expect_equal(by_id(dataset_batch(named, 4), ~ .x$id), expected, tolerance = 1e-5)
  expect_equal(by_id(dataset_batch(named, 4), function(x) x$id), expected, tolerance = 1e-5)
})

test_that("ids may be a function of targets", {
  batches <- tensor_slices_dataset(list(images, 1:10)) %>% dataset_batch(5)
  augmented <- batches %>% dataset_augment(pipeline(), seed = 7, ids = ~.y)
  by_y <- lapply(1:2, function(epoch) collected_images(lapply(dataset_collect(augmented), `[[`, 1)))
  expect_identical(by_y[[1]], by_y[[2]])
  next_epoch <- batches %>% dataset_augment(pipeline(), seed = 7, epoch = 1, ids = function(x, y) y)
  other <- collected_images(lapply(dataset_collect(next_epoch), `[[`, 1))
  expect_true(any(abs(other - by_y[[1]]) > 1e-3))
})

test_that("reports bad ids in one sentence", {
  named <- tensor_slices_dataset(list(images = images, id = 1:10)) %>% dataset_batch(5)
  expect_snapshot(error = TRUE, {
    dataset_augment(named, layer_random_flip(), seed = 1, ids = "no")
    dataset_augment(named, layer_random_flip(), seed = 1, ids = 3)
    dataset_augment(named, layer_random_flip(), seed = 1, ids = function(x, y) y)
    dataset_augment(named, layer_random_flip(), seed = 1, ids = ~ .x$no)
    dataset_augment(named, layer_mix_up(), seed = 1, ids = "id")
  })
})

test_that("reports bad arguments in one sentence", {
  slices <- tensor_slices_dataset(images)
  expect_snapshot(error = TRUE, {
    dataset_augment(images, layer_random_flip(), seed = 1)
    dataset_augment(slices, "flip", seed = 1)
    dataset_augment(slices, layer_random_flip(), seed = 1.5)
    dataset_augment(slices, layer_random_flip(), seed = 1, epoch = -1)
  })
})
