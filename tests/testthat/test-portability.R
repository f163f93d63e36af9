needs_python()

text <- layer_input(shape(), dtype = "string", name = "text")

test_that("every format is yes for layers that can be exported", {
  layer <- layer_text_vectorization(vocabulary = c("a", "b"), output_mode = "multi_hot", name = "words")
  model <- keras_model(text, layer(text) %>% layer_rescaling(2, name = "double") %>% layer_dense(1))
  table <- portability(model)
  expect_identical(table$layer, c("words", "double"))
  expect_identical(table$class, c("layer_text_vectorization", "layer_rescaling"))
  formats <- setdiff(names(table), c("layer", "class", "option", "reason", "remedy"))
  expect_true(all(c("saved_model", "keras", "litert", "onnx") %in% formats))
  expect_true(all(table[formats] == "yes"))
  expect_true(all(table[c("option", "reason", "remedy")] == ""))
})

test_that("what prevents the export is named in R's syntax", {
  layer <- layer_text_vectorization(vocabulary = c("a", "b"), output_mode = "count", sparse = TRUE, name = "words")
  table <- portability(keras_model(text, layer(text)))
  row <- list(
    layer = "words", saved_model = "yes", keras = "yes", litert = "no", onnx = "no", option = "sparse",
    reason = "runtimes have no sparse tensors", remedy = "Set it to FALSE."
  )
  expect_identical(as.list(table[names(row)]), row)
})

test_that("layers of Keras that take text are listed, and others are not", {
  numbers <- layer_input(shape = 2)
  expect_identical(nrow(portability(keras_model(numbers, layer_dense(numbers, 1)))), 0L)
  theirs <- keras$layers$TextVectorization(vocabulary = list("a"), name = "theirs")
  table <- portability(keras_model(text, theirs(text)))
  expect_identical(as.list(table[c("layer", "keras", "onnx", "reason")]), list(
    layer = "theirs", keras = "yes", onnx = "no", reason = "only layers of prelayer take texts in a portable model"
  ))
})

test_that("anything but a model with inputs is rejected", {
  expect_error(portability("a"), "portability: `model` must be a Keras model, not \"a\".", fixed = TRUE)
  expect_error(portability(NULL), "portability: `model` must be a Keras model, not NULL.", fixed = TRUE)
  expect_error(
    portability(keras_model_sequential(layer_rescaling(scale = 2), name = "unbuilt")),
    paste(
      "portability: the model 'unbuilt' does not know its inputs. Build it from `layer_input()`, as a functional or",
      "Sequential model."
    ),
    fixed = TRUE, class = "prelayer_error"
  )
})
