needs_python()

frame <- data.frame(
  day = as.Date("2024-01-30") + c(0, NA, 40, 3), size = c(1, 2, NA, 5), kind = c("red", "blue", NA, "red")
)

test_that("the layers that preprocessor_from_frame chooses become models of Keras", {
  prep <- preprocessor_from_frame(frame)
  prep %>% adapt(frame)
  model <- keras_model(prep$inputs, prep$outputs)
  path <- tempfile(fileext = ".keras")
  save_model(to_keras(model), path)
  printed <- plain_tensorflow(c(
    sprintf("import keras; model = keras.models.load_model('%s')", path),
    "day, low = 86_400_000_000 * 19752, -2 ** 63",
    "data = {'day': [[day], [low], [day + 40 * 86_400_000_000]], 'size': [[1.], [float('nan')], [5.]]}",
    "data = {name: tf.constant(value) for name, value in data.items()}",
    "data['kind'] = tf.constant([['red'], [''], ['blue']])",
    "print(*model(data).numpy().ravel().tolist())"
  ))
  found <- as.numeric(strsplit(printed[[length(printed)]], " ")[[1]])
  rows <- data.frame(day = as.Date("2024-01-30") + c(0, NA, 40), size = c(1, NA, 5), kind = c("red", NA, "blue"))
  expect_equal(matrix(found, 3, byrow = TRUE), unname(as.matrix(as.array(as_tensor(prep(rows))))), tolerance = 1e-5)
})

test_that("an error names the feature and the way out", {
  prep <- preprocessor_from_frame(transform(frame, day = as.character(day)))
  prep %>% adapt(transform(frame, day = as.character(day)))
  expect_error(
    to_keras(keras_model(prep$inputs, prep$outputs)),
    paste(
      "(layer_datetime_features) of the feature 'day': Keras has no operations that read dates as text, so give",
      "numbers, such as int64 microseconds since 1970 (UTC). `export_model()` exports these layers, in the formats",
      "that `portability()` lists; or choose other layers for the features, as by `overrides`."
    ),
    fixed = TRUE, class = "prelayer_error"
  )
})
