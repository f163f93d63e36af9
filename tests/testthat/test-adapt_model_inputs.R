needs_python()

model_of_inputs <- function(names, as_list = FALSE) {
  inputs <- sapply(names, function(name) layer_input(shape = 1, name = name), simplify = FALSE)
  layers <- lapply(inputs, function(input) layer_normalization())
  outputs <- Map(function(layer, input) layer(input), layers, inputs)
  c(layers, model = keras_model(if (as_list) unname(inputs) else inputs, outputs))
}

frame <- data.frame(a = c(1, 3), b = c(10, 30), c = c(100, 300), day = as.Date("2020-01-01") + 0:1, d = c(NA, "x"))
mean_of <- function(layer) as.vector(layer$mean$numpy())

test_that("inputs take the features of their names", {
  batches <- tensor_slices_dataset(list(frame[c("a", "b", "c")], c(0, 1))) %>% dataset_batch(2)
  for (as_list in c(FALSE, TRUE)) {
    for (data in list(frame, as.list(frame), batches)) {
      made <- model_of_inputs(c("c", "b"), as_list)
      adapt(made$model, data)
      expect_equal(mean_of(made$b), 20)
      expect_equal(mean_of(made$c), 200)
    }
  }
})

test_that("names the input that the data does not have", {
  expect_snapshot(error = TRUE, {
    adapt(model_of_inputs(c("b", "c"))$model, frame[c("a", "b")])
    adapt(model_of_inputs(c("b", "c"))$model, as.matrix(frame[c("a", "b")]))
  })
})

test_that("layers by name take no notice of other columns", {
  layers <- list(b = layer_normalization())
  adapt(layers, frame)
  expect_equal(mean_of(layers$b), 20)
})
