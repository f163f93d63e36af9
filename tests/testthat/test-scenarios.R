needs_python()

# What articles on preprocessing layers for R users show, as their readers type it.

test_that("a layer is a function", {
  aug_layer <- layer_random_rotation(factor = 0.125)
  rotated <- aug_layer(diag(5))
  expect_identical(dim(rotated), c(5L, 5L))
  expect_identical(rotated$dtype$name, "float32")
  image <- matrix(1:9, 3)
  quarter <- layer_random_rotation(factor = c(0.25, 0.25))(image)
  expect_equal(as.array(quarter), t(image)[3:1, ], tolerance = 1e-4)
})

test_that("a layer learns", {
  colors <- c("cyan", "turquoise", "celeste")
  layer <- layer_string_lookup()
  layer %>% adapt(colors)
  expect_identical(layer %>% get_vocabulary(), c("[UNK]", "turquoise", "cyan", "celeste"))
  expect_output(print(layer(c("azure", "cyan"))), "<tensor: int64 [2]>\n[1] 0 2", fixed = TRUE)
})

test_that("text becomes sequences and bigrams", {
  training_data <- matrix(c("This is the 1st sample.", "And here's the 2nd sample."), 2)
  vectorizer <- layer_text_vectorization(output_mode = "int")
  vectorizer %>% adapt(training_data)
  expect_identical(as.array(vectorizer(training_data)), rbind(c(4L, 5L, 2L, 9L, 3L), c(7L, 6L, 2L, 8L, 3L)))
  vectorizer <- layer_text_vectorization(output_mode = "binary", ngrams = 2)
  vectorizer %>% adapt(training_data)
  expected <- rbind(
    c(0, 1, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1),
    c(0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0)
  )
  expect_equal(as.array(vectorizer(training_data)), expected)
})

test_that("images are cropped and rescaled", {
  set.seed(1)
  training_data <- array(sample(0:255, 4 * 200 * 200 * 3, replace = TRUE), c(4, 200, 200, 3))
  training_data[1, 30, 30, ] <- c(0L, 255L, 0L)
  output <- training_data %>% layer_center_crop(height = 150, width = 150) %>% layer_rescaling(scale = 1 / 255)
  expect_identical(dim(output), c(4L, 150L, 150L, 3L))
  expect_equal(range(as.array(output)), c(0, 1))
  expect_equal(as.array(output), training_data[, 26:175, 26:175, ] / 255, tolerance = 1e-6)
})

test_that("a model takes images of any size", {
  input <- layer_input(shape = shape(NULL, NULL, 3))
  output <- input %>%
    layer_center_crop(height = 150, width = 150) %>%
    layer_rescaling(scale = 1 / 255) %>%
    layer_conv_2d(filters = 4, kernel_size = c(3, 3), activation = "relu") %>%
    layer_max_pooling_2d(pool_size = c(3, 3)) %>%
    layer_global_average_pooling_2d() %>%
    layer_dense(10, activation = "softmax")
  model <- keras_model(input, output)
  for (size in c(150, 200, 100)) {
    probabilities <- model(array(runif(2 * size * (size + 20) * 3, 0, 255), c(2, size, size + 20, 3)))
    expect_equal(rowSums(as.array(probabilities)), c(1, 1), tolerance = 1e-5)
    expect_identical(dim(probabilities), c(2L, 10L))
  }
})

test_that("trains on arrays and on a dataset", {
  set.seed(1)
  keras$utils$set_random_seed(1L)
  x <- matrix(rnorm(512 * 4, 5, 2), 512)
  y <- as.integer(x[, 1] > 5)
  normalizer <- layer_normalization()
  normalizer %>% adapt(x)
  input <- layer_input(shape = 4)
  output <- input %>%
    normalizer() %>%
    layer_dense(16, activation = "relu") %>%
    layer_dense(2, activation = "softmax")
  model <- keras_model(input, output) %>%
    compile(optimizer = keras$optimizers$Adam(0.01), loss = "sparse_categorical_crossentropy", metrics = "accuracy")
  path <- file.path(new_folder(), "model.keras")
  model %>% fit(
    x, y,
    epochs = 2, verbose = 0, validation_data = list(x, y), callbacks = list(callback_model_checkpoint(path))
  )
  dataset <- tensor_slices_dataset(list(x, y)) %>% dataset_batch(32)
  history <- model %>% fit(dataset, epochs = 8, verbose = 0, validation_data = dataset)
  expect_setequal(names(history$metrics), c("accuracy", "loss", "val_accuracy", "val_loss"))
  expect_gt(history$metrics$val_accuracy[[8]], 0.9)
  expect_gt(evaluate(model, dataset, verbose = 0)[["accuracy"]], 0.9)
  saved <- load_model(path)
  expect_equal(as.vector(saved$layers[[2]]$mean$numpy()), colMeans(x), tolerance = 1e-6)
})

test_that("augmentation acts in a dataset and in training only", {
  augmentation <- keras_model_sequential() %>%
    layer_random_flip("horizontal") %>%
    layer_random_rotation(0.1) %>%
    layer_random_zoom(0.1)
  images <- array(runif(8 * 16 * 16 * 3), c(8, 16, 16, 3))
  input <- layer_input(shape = c(16, 16, 3))
  model <- keras_model(input, input %>% augmentation())
  expect_false(differs(predict(model, images, verbose = 0), images))
  expect_false(differs(model(images), images))
  expect_true(differs(model(images, training = TRUE), images))
  expect_true(differs(augmentation(images), images))
  mapped <- tensor_slices_dataset(images) %>% dataset_batch(8) %>% dataset_map(augmentation)
  expect_true(differs(dataset_collect(mapped)[[1]], images))
})
