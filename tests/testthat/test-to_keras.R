needs_python()

classes_of <- function(model) vapply(model$layers, function(layer) class(layer)[[1]], "")

test_that("replaces layers by those of Keras, with their state", {
  lookup <- layer_string_lookup(name = "ids")
  lookup %>% adapt(c("b", "a", "b"))
  price <- layer_normalization(name = "price_scaled")
  price %>% adapt(c(1, 3))
  inputs <- list(
    word = layer_input(shape = 1, dtype = "string", name = "word"),
    price = layer_input(shape = 1, name = "price")
  )
  model <- keras_model(inputs, list(ids = lookup(inputs$word), price = price(inputs$price)))
  found <- to_keras(model)
  expect_equal(found$get_layer("ids")$get_vocabulary(), c("[UNK]", "b", "a"))
  expect_match(classes_of(found), "^keras")
  data <- list(word = as_tensor(matrix(c("a", "z"))), price = as_tensor(matrix(c(2, 5)), "float32"))
  result <- found(data)
  expect_equal(as.vector(as.array(result$ids)), c(2, 0))
  expect_equal(as.vector(as.array(result$price)), c(0, 3))
})

test_that("writes models that load without this package", {
  input <- layer_input(shape = c(2, 2, 3), name = "image")
  model <- keras_model(input, input %>% layer_rescaling(1 / 2) %>% layer_center_crop(1, 1))
  path <- tempfile(fileext = ".keras")
  save_model(to_keras(model), path)
  printed <- plain_tensorflow(c(
    sprintf("import keras; model = keras.models.load_model('%s')", path),
    "print(*model(tf.ones((1, 2, 2, 3))).numpy().ravel().tolist())"
  ))
  expect_identical(printed[[length(printed)]], "0.5 0.5 0.5")
})

test_that("names what Keras's layers do not do", {
  input <- layer_input(shape(), dtype = "string", name = "text")
  words <- layer_text_vectorization(vocabulary = I("a"), split = NULL, name = "words")
  model <- keras_model(input, words(input))
  expect_error(
    to_keras(model),
    paste(
      "to_keras: layers of Keras cannot replace 'words' (layer_text_vectorization): `standardize`: lower case and",
      "punctuation follow Unicode in prelayer and ASCII in Keras.",
      "Pass `allow_differences = TRUE` to accept other results."
    ),
    fixed = TRUE, class = "prelayer_error"
  )
  expect_warning(
    to_keras(model, allow_differences = TRUE),
    paste(
      "to_keras: the new layers of Keras compute other results: 'words' (layer_text_vectorization): `standardize`:",
      "lower case and punctuation follow Unicode in prelayer and ASCII in Keras."
    ),
    fixed = TRUE
  )
  expect_error(
    to_keras(layer_rescaling(scale = 2)), "to_keras: `model` must be a Keras model, not a layer_rescaling. keras_model()",
    fixed = TRUE, class = "prelayer_error"
  )
})
