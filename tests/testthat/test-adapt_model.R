needs_python()

test_that("adapts a model in as many passes as it has stages", {
  text <- layer_input(shape = shape(), dtype = "string", name = "text")
  price <- layer_input(shape = 1, name = "price")
  first <- layer_normalization()
  second <- layer_normalization()
  codes <- layer_string_lookup(name = "codes")
  scaled <- price %>% first() %>% layer_rescaling(scale = 2) %>% second()
  model <- keras_model(list(text = text, price = price), list(scaled, codes(text)))
  columns <- list(text = c("a", "b", "a"), price = matrix(c(1, 2, 6)))
  model %>% adapt(tensor_slices_dataset(columns) %>% dataset_batch(3))
  expect_equal(as.vector(first$mean$numpy()), 3)
  expect_equal(as.vector(second$variance$numpy()), 4, tolerance = 1e-6)
  expect_identical(get_vocabulary(codes), c("[UNK]", "a", "b"))
})

test_that("adapts a sequential model on data in memory", {
  normalizer <- layer_normalization()
  model <- keras_model_sequential(layer_input(shape = 1), layer_rescaling(scale = 10), normalizer)
  adapt(model, matrix(c(1, 3)))
  expect_equal(as.vector(normalizer$mean$numpy()), 20)
})

model_of_columns <- function(price_rule, mask) {
  price <- layer_input(shape = 1, name = "price")
  cut <- layer_input(shape = 1, dtype = "string", name = "cut")
  layers <- list(scale = layer_normalization(missing = price_rule), words = layer_string_lookup(mask_token = mask))
  c(layers, model = keras_model(list(price = price, cut = cut), list(layers$scale(price), layers$words(cut))))
}

gaps <- data.frame(price = c(1, NA, 5), cut = c("x", NA, "x"))

test_that("what is missing follows the rule of the layer that it goes into", {
  made <- model_of_columns("mean", "m")
  made$model %>% adapt(gaps)
  expect_equal(as.vector(made$scale$mean$numpy()), 3)
  expect_identical(get_vocabulary(made$words), c("m", "[UNK]", "x"))

  normalizer <- layer_normalization(missing = "mean")
  keras_model_sequential(layer_input(shape = 1), normalizer) %>% adapt(matrix(c(1, NA, 3)))
  expect_equal(as.vector(normalizer$mean$numpy()), 2)
})

test_that("refuses what is missing where the layers of a model have no rule", {
  expect_snapshot(error = TRUE, model_of_columns("mean", NULL)$model %>% adapt(gaps))
  expect_snapshot(error = TRUE, model_of_columns("propagate", "m")$model %>% adapt(gaps))
})
