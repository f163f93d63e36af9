needs_python()

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
  found <- whole_parts(flow_images_from_data(images, generator = generator, shuffle = FALSE))[[1]]
  expect_equal(found, expected, tolerance = 1e-4)
  halved <- image_data_generator(preprocessing_function = layer_rescaling(scale = 0.5))
  expect_equal(as.array(halved$standardize(images)), images / 2, tolerance = 1e-5)
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
