needs_python()

test_that("an argument is misspelled", {
  expect_error(
    layer_random_flip(sed = 3), "layer_random_flip: there is no argument 'sed'. Is \"seed\" meant?",
    fixed = TRUE, class = "prelayer_error"
  )
  expect_error(
    layer_normalization(color = "red"), "layer_normalization: there is no argument 'color'.",
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("a page is exported without its format", {
  input <- layer_input(shape = 1)
  model <- keras_model(input, input %>% layer_dense(1))
  expect_error(
    export_model(model, "page.html"), "Pass `format = \"web\"` and `single_file = TRUE` for a file.",
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("a column is misspelled", {
  expect_error(
    adapt(list(agee = layer_normalization(axis = NULL)), data.frame(age = c(1, 2))),
    "Is \"age\" meant?",
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("a layer is mapped over a dataset before it is adapted", {
  rows <- tensor_slices_dataset(matrix(c(1, 2, 3, 4), 2)) %>% dataset_batch(2)
  expect_error(
    dataset_map(rows, layer_normalization(name = "early")),
    "layer_normalization: the layer 'early' has not learned anything yet.",
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("an exported model is not there", {
  input <- layer_input(shape = 1)
  model <- keras_model(input, input %>% layer_dense(1))
  expect_error(
    verify_export(model, "gone.onnx"), "`path` must be a file or folder that exists, not \"gone.onnx\".",
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("the name of a file is given without its format", {
  input <- layer_input(shape = 1)
  model <- keras_model(input, input %>% layer_dense(1))
  expect_error(
    export_model(model, "model.onnx"), "Pass `format = \"onnx\"` for a file.",
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("a layer of numbers is mapped before adapt()", {
  numbers <- tensor_slices_dataset(matrix(c(0, 2))) %>% dataset_batch(2)
  layer <- layer_normalization()
  expect_error(numbers %>% dataset_map(layer), "has not learned anything yet. Call `adapt()` on it", fixed = TRUE)
  layer %>% adapt(numbers)
  mapped <- dataset_collect(dataset_map(numbers, layer))[[1]]
  expect_equal(as.array(mapped), matrix(c(-1, 1)))
})

test_that("a name of another package is given for a required argument", {
  expect_error(
    layer_hashing(bins = 8), "`num_bins` must be given. It is not called 'bins'; name it: layer_hashing(num_bins = ...).",
    fixed = TRUE, class = "prelayer_error"
  )
  expect_error(
    layer_hashing(8, name = "h"), "The first argument is what the layer is applied to",
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("features are given as arguments", {
  expect_error(
    preprocessor(age = layer_normalization()), "The features are one list, as in preprocessor(list(age = ",
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("labels of classes count from 1", {
  model <- keras_model_sequential() %>%
    layer_dense(3, activation = "softmax") %>%
    compile(optimizer = "sgd", loss = "sparse_categorical_crossentropy")
  expect_error(
    model %>% fit(matrix(1:6, 3), 1:3, verbose = 0), "Labels of classes count from 0, below the number of units of the last layer",
    fixed = TRUE, class = "prelayer_error"
  )
  expect_no_error(model %>% fit(matrix(1:6, 3), 0:2, verbose = 0))
})

test_that("a column of a data frame is the input of a model of matrices", {
  model <- keras_model_sequential() %>%
    layer_dense(1) %>%
    compile(optimizer = "sgd", loss = "mse")
  expect_error(
    model %>% fit(data.frame(a = 1:3), 1:3, verbose = 0), "as.matrix() makes one of them",
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("a single token is given as a vocabulary", {
  expect_error(
    layer_string_lookup(vocabulary = "a"), "A single text is a path; a single token is a list of one.",
    fixed = TRUE, class = "prelayer_error"
  )
  expect_equal(as.vector(layer_string_lookup(vocabulary = list("a"))(c("a", "b"))), c(1, 0))
})

test_that("R's names of types and Keras's older names are given", {
  expect_error(
    layer_input(shape = 1, dtype = "character"), "Inputs of R's type character have the dtype \"string\".",
    fixed = TRUE, class = "prelayer_error"
  )
  expect_error(
    optimizer_adam(lr = 0.1), "optimizer_adam: there is no argument 'lr'. Is \"learning_rate\" meant?",
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("a generator, which has no `na`, returns NA", {
  batches <- function() list(matrix(NA_real_, 2, 2), 1:2)
  expect_error(generator_dataset(batches), "Replace or drop them first.$", class = "prelayer_error")
})

test_that("a layer is given to step_layer() by position", {
  prep <- preprocessor(y ~ ., data.frame(x = 1, y = 2))
  expect_error(step_layer(prep, x, layer_log()), "Name it, as in layer = layer_log().", fixed = TRUE)
})

test_that("a layer is read from a file of saveRDS()", {
  path <- tempfile(fileext = ".rds")
  saveRDS(layer_string_lookup(vocabulary = c("a", "b")), path)
  layer <- readRDS(path)
  expect_error(layer("a"), "which saveRDS() does not save.", fixed = TRUE, class = "prelayer_error")
})
