needs_python()

# The workflows that articles on preprocessing layers for R users show, as their readers type them.

philosophers <- c(
  "From each according to his ability, to each according to his needs!",
  paste(
    "Act that you use humanity, whether in your own person or in the person of any other,",
    "always at the same time as an end, never merely as a means."
  ),
  paste(
    "Reason is, and ought only to be the slave of the passions,",
    "and can never pretend to any other office than to serve and obey them."
  )
)

test_that("preprocessing works in the input pipeline", {
  preprocessing_layer <- layer_rescaling(scale = 1 / 255)
  train_ds <- tensor_slices_dataset(list(array(51, c(4, 2, 2, 3)), c(0L, 1L, 0L, 1L))) %>% dataset_batch(2)
  train_ds <- train_ds %>%
    dataset_map(function(x, y) list(preprocessing_layer(x), y))
  c(x, y) %<-% dataset_collect(train_ds)[[1]]
  expect_equal(as.array(x), array(0.2, c(2, 2, 2, 3)), tolerance = 1e-6)
  expect_equal(as.vector(y), 0:1)

  text_vectorizer <- layer_text_vectorization(output_mode = "multi_hot")
  text_vectorizer %>% adapt(c("good", "bad"))
  dataset <- tensor_slices_dataset(list(c("good", "bad", "good"), c(1L, 0L, 1L))) %>% dataset_batch(3)
  dataset <- dataset %>%
    dataset_map(~list(text_vectorizer(.x), .y), num_parallel_calls = tf$data$AUTOTUNE) %>%
    dataset_prefetch()
  expect_equal(as.array(dataset_collect(dataset)[[1]][[1]]), rbind(c(0, 1, 0), c(0, 0, 1), c(0, 1, 0)))
  model <- keras_model_sequential() %>%
    layer_dense(1, activation = "sigmoid", kernel_initializer = "zeros") %>%
    compile(loss = "binary_crossentropy")
  history <- model %>% fit(dataset, verbose = 0)
  expect_equal(history$metrics$loss, log(2), tolerance = 1e-6)
})

test_that("preprocessing works in the model", {
  input_shape <- c(4, 4, 3)
  preprocessing_layer <- layer_rescaling(scale = 1 / 255)
  rest_of_the_model <- keras_model_sequential() %>% layer_global_average_pooling_2d()
  input <- layer_input(shape = input_shape)
  output <- input %>% preprocessing_layer() %>% rest_of_the_model()
  model <- keras_model(input, output)
  images <- array(runif(2 * 48, 0, 255), c(2, input_shape))
  expect_equal(as.array(model(images)), apply(images, c(1, 4), mean) / 255, tolerance = 1e-5)
})

small_network <- function(weights, input_shape, classes) {
  keras_model_sequential() %>%
    layer_conv_2d(4, 3, activation = "relu") %>%
    layer_global_average_pooling_2d() %>%
    layer_dense(classes, activation = "softmax")
}

image_workflow <- function(make_network) {
  set.seed(1)
  pretend_download <- function() {
    images <- function(n) array(sample(0:255, n * 32 * 32 * 3, replace = TRUE), c(n, 32, 32, 3))
    list(list(images(32), matrix(0:31 %% 10L)), list(images(2), matrix(0:1)))
  }
  c(c(x_train, y_train), ...) %<-% pretend_download()
  input_shape <- dim(x_train)[-1] # drop the batch dimension
  expect_equal(input_shape, c(32, 32, 3))
  classes <- 10

  train_dataset <- tensor_slices_dataset(list(x_train, y_train)) %>%
    dataset_batch(16) %>%
    dataset_repeat()
  network <- make_network(weights = NULL, input_shape = input_shape, classes = classes)
  data_augmentation <- keras_model_sequential() %>%
    layer_random_flip("horizontal") %>%
    layer_random_rotation(0.1) %>%
    layer_random_zoom(0.1)

  input <- layer_input(shape = input_shape)
  output <- input %>%
    layer_rescaling(1 / 255) %>%
    data_augmentation() %>%
    network
  model <- keras_model(input, output) %>%
    compile(optimizer = "rmsprop", loss = "sparse_categorical_crossentropy")
  history <- model %>% fit(train_dataset, steps_per_epoch = 2, verbose = 0)

  expect_true(is.finite(history$metrics$loss))
  probabilities <- model %>% predict(x_train[1:2, , , ], verbose = 0)
  expect_equal(dim(probabilities), c(2, 10))
  expect_equal(rowSums(probabilities), c(1, 1), tolerance = 1e-5)
  plain <- model$layers[[4]](as_tensor(x_train[1:2, , , ] / 255, "float32"), training = FALSE)
  expect_equal(probabilities, as.array(plain), tolerance = 1e-4) # no augmentation in prediction
}

test_that("the image workflow runs", {
  image_workflow(small_network)
})

test_that("the image workflow runs with ResNet50", {
  skip_slow("ResNet50 is traced for training and for prediction, which takes half a minute.")
  image_workflow(application_resnet50)
})

test_that("the text workflow ends in one artifact that takes strings", {
  text <- as_tensor(philosophers)
  text_vectorizer <- layer_text_vectorization(output_mode = "int")
  text_vectorizer %>% adapt(text)
  expect_equal(
    as.vector(as.array(text_vectorizer("To each according to his needs"))),
    c(2, 11, 14, 2, 10, 35)
  )

  input <- layer_input(shape(NULL), dtype = "int64")
  output <- input %>%
    layer_embedding(input_dim = text_vectorizer$vocabulary_size(), output_dim = 16) %>%
    layer_gru(8) %>%
    layer_dense(1, activation = "sigmoid")
  model <- keras_model(input, output)

  train_dataset <- tensor_slices_dataset(list(
    c("From each according to his ability", "There is nothing higher than reason."),
    c(1L, 0L)
  )) %>%
    dataset_batch(2) %>%
    dataset_map(~list(text_vectorizer(.x), .y), num_parallel_calls = tf$data$AUTOTUNE)
  history <- model %>%
    compile(optimizer = "adam", loss = "binary_crossentropy") %>%
    fit(train_dataset, verbose = 0)
  expect_equal(history$metrics$loss, log(2), tolerance = 0.1)

  input <- layer_input(shape = 1, dtype = "string")
  output <- input %>% text_vectorizer() %>% model()
  end_to_end_model <- keras_model(input, output)
  test_data <- as_tensor(c(
    "To each according to his needs!",
    "Reason is, and ought only to be the slave of the passions."
  ))
  probabilities <- end_to_end_model(test_data)
  expect_equal(dim(probabilities), c(2, 1))
  expect_true(all(as.array(probabilities) > 0 & as.array(probabilities) < 1))

  path <- file.path(new_folder(), "end_to_end")
  end_to_end_model %>% export_model(path)
  served <- plain_tensorflow(c(
    sprintf("model = tf.saved_model.load('%s')", path),
    "sentences = [['To each according to his needs!'],",
    "             ['Reason is, and ought only to be the slave of the passions.']]",
    "print(*model.serve(tf.constant(sentences)).numpy().ravel().tolist())"
  ))
  served <- as.numeric(strsplit(served, " ")[[1]])
  expect_equal(served, as.vector(as.array(probabilities)), tolerance = 1e-6)
})
