needs_python()

test_that("plain TensorFlow loads the model and gives the same result", {
  text <- layer_input(shape = 1, dtype = "string", name = "text")
  words <- text %>% layer_text_vectorization(vocabulary = c("to", "each"), output_sequence_length = 4)
  model <- keras_model(text, words)
  path <- file.path(new_folder(), "exported")
  written <- withVisible(export_model(model, path))
  expect_identical(written$value, path)
  expect_false(written$visible)
  output <- plain_tensorflow(c(
    sprintf("model = tf.saved_model.load(%s)", encodeString(path, quote = "'")),
    "inputs = tf.constant([['To each!'], ['Each according']])",
    "print(model.serve(inputs).numpy().ravel().tolist())",
    "named = model.signatures['serving_default'](text=inputs)",
    "print(list(named.values())[0].numpy().ravel().tolist())"
  ))
  expect_equal(output, rep("[2, 3, 0, 0, 3, 1, 0, 0]", 2))
})

test_that("reports bad arguments in one sentence", {
  input <- layer_input(shape = 1)
  model <- keras_model(input, layer_rescaling(input, 2))
  there <- new_folder()
  expect_error(
    export_model(model, there),
    sprintf("export_model: `path` must be a folder that does not exist yet, but it is \"%s\".", there),
    fixed = TRUE, class = "prelayer_error"
  )
  expect_snapshot(error = TRUE, {
    export_model(layer_rescaling(scale = 2), "rescaling")
    export_model(keras_model_sequential(name = "empty"), "empty")
    export_model(model, c("a", "b"))
  })
})
