needs_python()

# A model of one layer of Keras.
model_of <- function(layer, ...) {
  input <- layer_input(...)
  keras_model(input, layer(input))
}

test_that("replaces layers of Keras by those of this package, with their state", {
  lookup <- keras$layers$StringLookup(vocabulary = list("a", "b"), name = "ids")
  found <- from_keras(model_of(lookup, shape = 1, dtype = "string"))
  expect_identical(found$get_layer("ids")$table()$token, c("[UNK]", "a", "b"))
  expect_equal(as.vector(as.array(found(as_tensor(matrix(c("b", "z")))))), c(2, 0))
})

test_that("returns the model that was converted to layers of Keras", {
  scaled <- layer_normalization(name = "scaled")
  scaled %>% adapt(c(1, 3))
  data <- as_tensor(matrix(c(2, 5)), "float32")
  model <- model_of(scaled, shape = 1)
  found <- from_keras(to_keras(model))
  expect_equal(as.array(found(data)), as.array(model(data)))
})

test_that("names differences", {
  texts <- keras$layers$TextVectorization(vocabulary = list("a"), standardize = NULL, name = "words")
  model <- model_of(texts, shape = shape(), dtype = "string")
  expect_error(
    from_keras(model),
    paste(
      "from_keras: layers of prelayer cannot replace 'words' (layer_text_vectorization): `split`: texts are split at Unicode",
      "white space in prelayer, at that of ASCII in Keras. Pass `allow_differences = TRUE` to accept other results."
    ),
    fixed = TRUE, class = "prelayer_error"
  )
  expect_warning(from_keras(model, allow_differences = TRUE), "from_keras: the new layers of prelayer compute")
})
