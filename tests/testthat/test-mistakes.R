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
