needs_python()

some_images <- function(count = 12, size = c(8, 8)) {
  set.seed(5)
  array(round(runif(count * prod(size) * 3, 0, 255)), c(count, size, 3))
}

# Images that say their row in every pixel.
marked_images <- function(count = 24) array(seq_len(count) - 1, c(count, 4, 5, 3))

collected <- function(dataset) {
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

by_row <- function(images) apply(images, 1, identity, simplify = FALSE)

test_that("standardizes as its options say", {
  images <- some_images()
  plain <- image_data_generator(rescale = 1 / 255)
  expect_equal(as.array(plain$standardize(images)), images / 255, tolerance = 1e-6)
  own <- image_data_generator(samplewise_center = TRUE, samplewise_std_normalization = TRUE)
  found <- by_row(as.array(own$standardize(images)))
  expect_equal(vapply(found, mean, 1), rep(0, 12), tolerance = 1e-5)
  expect_equal(vapply(found, function(image) mean(image^2), 1), rep(1, 12), tolerance = 1e-4)
  all_of_them <- image_data_generator(featurewise_std_normalization = TRUE)
  all_of_them %>% fit_image_data_generator(images)
  found <- as.array(all_of_them$standardize(images))
  expect_equal(apply(found, 4, mean), rep(0, 3), tolerance = 1e-5)
  expect_equal(apply(found^2, 4, mean), rep(1, 3), tolerance = 1e-4)
})

test_that("whitens by what fit learned", {
  images <- some_images(60, c(2, 2))
  generator <- image_data_generator(zca_whitening = TRUE)
  generator %>% fit_image_data_generator(images)
  rows <- matrix(as.array(generator$standardize(images)), 60)
  expect_equal(stats::cov(rows) * 59 / 60, diag(12), tolerance = 1e-3)
})

test_that("is made of the layers of the table", {
  generator <- image_data_generator(
    rotation_range = 18, width_shift_range = 0.1, zoom_range = c(0.8, 1.1), vertical_flip = TRUE,
    channel_shift_range = 51, samplewise_center = TRUE, rescale = 0.5
  )
  kinds <- function(layers) vapply(layers, function(layer) sub("^.*[.]", "", class(layer)[[1]]), "")
  expect_identical(
    kinds(generator$augmentation$layers),
    c("RandomRotation", "RandomTranslation", "RandomZoom", "RandomFlip", "RandomChannelShift")
  )
  expect_identical(kinds(generator$standardization), c("Rescaling", "SamplewiseNormalization"))
})

test_that("a width shift moves images along the width", {
  images <- some_images(8)
  moved <- as.array(image_data_generator(width_shift_range = I(2))$random_transform(images, seed = 1))
  sides <- vapply(1:8, function(row) {
    left <- max(abs(moved[row, , 1:6, ] - images[row, , 3:8, ])) < 0.01
    right <- max(abs(moved[row, , 3:8, ] - images[row, , 1:6, ])) < 0.01
    if (left && !right) "left" else if (right && !left) "right" else "none"
  }, "")
  expect_setequal(sides, c("left", "right"))
})

test_that("brightness multiplies the light", {
  images <- some_images(2)
  generator <- image_data_generator(brightness_range = c(2, 2))
  expect_equal(as.array(generator$random_transform(images)), pmin(images * 2, 255), tolerance = 1e-5)
})

test_that("shifts channels within the range", {
  grey <- array(100, c(32, 2, 2, 3))
  difference <- as.array(image_data_generator(channel_shift_range = 40)$random_transform(grey, seed = 1)) - 100
  expect_lte(max(abs(difference)), 40)
  expect_gt(max(abs(difference)), 30)
})

test_that("the layers of a model do what the generator does", {
  images <- some_images()
  generator <- image_data_generator(featurewise_center = TRUE, shear_range = 10, brightness_range = c(0.5, 1.5))
  generator %>% fit_image_data_generator(images)
  input <- layer_input(shape = c(8, 8, 3))
  output <- input %>% compose(generator$augmentation)
  for (layer in generator$standardization) output <- output %>% compose(layer)
  path <- tempfile(fileext = ".keras")
  save_model(keras_model(input, output), path)
  model <- load_model(path)
  expect_equal(predict(model, images, verbose = 0), as.array(generator$standardize(images)), tolerance = 1e-4)
})

test_that("flow gives every row once an epoch with what belongs to it", {
  images <- marked_images()
  dataset <- flow_images_from_data(images, 0:23, batch_size = 7, sample_weight = 0:23 / 100, seed = 2)
  epochs <- lapply(1:2, function(epoch) collected(dataset))
  for (epoch in epochs) {
    expect_setequal(epoch[[2]], 0:23)
    expect_equal(epoch[[1]][, 1, 1, 1], epoch[[2]])
    expect_equal(epoch[[3]], epoch[[2]] / 100, tolerance = 1e-6)
  }
  expect_false(identical(epochs[[1]][[2]], epochs[[2]][[2]]))
  expect_equal(collected(flow_images_from_data(images, shuffle = FALSE))[[1]], images)
})

test_that("repeats by its seed and augments anew each epoch", {
  images <- some_images()
  generator <- image_data_generator(rotation_range = 30)
  flows <- lapply(1:2, function(time) flow_images_from_data(images, generator = generator, shuffle = FALSE, seed = 3))
  epochs <- lapply(1:2, function(epoch) collected(flows[[1]])[[1]])
  expect_identical(collected(flows[[2]])[[1]], epochs[[1]])
  expect_true(differs(epochs[[1]], epochs[[2]]))
})

test_that("validation images are others and are not augmented", {
  generator <- image_data_generator(validation_split = 0.25, channel_shift_range = 50, rescale = 0.5)
  flow <- function(subset) {
    collected(flow_images_from_data(marked_images(), 0:23, generator, subset = subset, ignore_class_split = TRUE))
  }
  validation <- flow("validation")
  expect_setequal(validation[[2]], 0:5)
  expect_equal(validation[[1]][, 1, 1, 1], validation[[2]] / 2)
  training <- flow("training")
  expect_setequal(training[[2]], 6:23)
  expect_true(differs(training[[1]][, 1, 1, 1], training[[2]] / 2))
})

test_that("learns from what comes before and from augmented images", {
  images <- some_images()
  generator <- image_data_generator(
    featurewise_center = TRUE, preprocessing_function = ~ .x + 1, rescale = 2, brightness_range = c(0.5, 0.5)
  )
  means <- function() as.vector(utils::tail(generator$standardization, 1)[[1]]$mean)
  expect_identical(generator %>% fit_image_data_generator(images), generator)
  expect_equal(means(), 2 * (apply(images, 4, mean) + 1), tolerance = 1e-5)
  generator %>% fit_image_data_generator(images, augment = TRUE, rounds = 2, seed = 1)
  expect_equal(means(), 2 * (apply(images, 4, mean) / 2 + 1), tolerance = 1e-5)
})

test_that("refuses to flow before it has learned", {
  generator <- image_data_generator(featurewise_center = TRUE)
  expect_error(flow_images_from_data(some_images(), generator = generator), paste(
    "image_data_generator: `featurewise_center` needs statistics. Call `fit()` with some images first."
  ), fixed = TRUE, class = "prelayer_error")
})

test_that("a function gets each image after augmenting", {
  images <- some_images()
  expected <- aperm(vapply(by_row(images), function(image) (image - min(image)) / 4, images[1, , , ]), c(4, 1:3))
  generator <- image_data_generator(
    preprocessing_function = function(image) image - tf$reduce_min(image), rescale = 0.5,
    brightness_range = c(0.5, 0.5)
  )
  found <- collected(flow_images_from_data(images, generator = generator, shuffle = FALSE))[[1]]
  expect_equal(found, expected, tolerance = 1e-4)
  halved <- image_data_generator(preprocessing_function = layer_rescaling(scale = 0.5))
  expect_equal(as.array(halved$standardize(images)), images / 2, tolerance = 1e-5)
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

test_that("refuses arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    image_data_generator(rotation_range = -1)
    image_data_generator(zoom_range = c(0.5, 3))
    image_data_generator(brightness_range = 0.5)
    image_data_generator(interpolation_order = 3)
    image_data_generator(horizontal_flip = 1)
    image_data_generator(preprocessing_function = 5)
    image_data_generator(validation_split = 1)
    image_data_generator(preprocessing_function = function(image) 5)$standardize(array(0, c(1, 2, 2, 3)))
  })
})

test_that("refuses data that does not fit", {
  expect_snapshot(error = TRUE, {
    flow_images_from_data(matrix(1, 2, 2))
    flow_images_from_data(array(0, c(2, 2, 2, 3)), 1:3)
    flow_images_from_data(array(0, c(2, 2, 2, 3)), subset = "training")
    flow_images_from_data(array(0, c(2, 2, 2, 3)), generator = "rotate")
  })
})

test_that("the arguments are Python's in name, order and default", {
  expect_identical(formals_in_r(image_data_generator), formals_in_python("ImageDataGenerator"))
})
