needs_python()

data <- data.frame(size = c(1.5, 2.5, 4), count = 1:3, shop = factor(c("a", "b", "a")), sold = c(0, 1, 0))

described <- function(inputs) lapply(inputs, function(input) list(input$name, dim(input), input$dtype))

expected <- list(
  size = list("size", c(NA, 1L), "float32"), count = list("count", c(NA, 1L), "int64"),
  shop = list("shop", c(NA, 1L), "string")
)

test_that("inputs have the names, dtypes and shapes of a dataset or data frame", {
  dataset <- dataset_from_frame(data, target = "sold", batch_size = 2)
  expect_identical(described(inputs_from(dataset)), expected)
  expect_identical(described(inputs_from(dataset_map(dataset, function(x, y) x))), expected)
  expect_identical(described(inputs_from(data[1:3])), expected)
  columns <- list(size = c(1.5, NA), vector = matrix(0.5, 2, 3))
  expect_identical(lapply(inputs_from(columns), dim), list(size = c(NA, 1L), vector = c(NA, 3L)))
})

test_that("a model of the inputs takes the dataset and the data frame by name", {
  dataset <- dataset_from_frame(data, target = "sold", batch_size = 2)
  inputs <- inputs_from(dataset)
  shop <- inputs$shop %>% layer_string_lookup(vocabulary = c("a", "b"), num_oov_indices = 0, output_mode = "one_hot")
  model <- keras_model(inputs, layer_concatenate(inputs$size, shop))
  expected <- cbind(data$size, c(1, 0, 1), c(0, 1, 0))
  expect_equal(predict(model, dataset, verbose = 0), expected)
  expect_equal(as.array(model(data[c("shop", "count", "size")])), expected)
})

test_that("features without names, without batches, and other data are rejected", {
  expect_snapshot(error = TRUE, {
    inputs_from(dataset_batch(tensor_slices_dataset(list(diag(2), 1:2)), 2))
    inputs_from(tensor_slices_dataset(list(size = c(1.5, 2.5))))
    inputs_from(diag(2))
  })
})
