needs_python()

new_path <- function() file.path(new_folder(), "served")

# What a process with TensorFlow alone gets from the signature for inputs written in Python.
serve <- function(path, inputs) {
  output <- plain_tensorflow(c(
    sprintf("signature = tf.saved_model.load('%s').signatures['serving_default']", path),
    "for name, spec in sorted(signature.structured_input_signature[1].items()):",
    "    print(name, spec.dtype.name)",
    sprintf("(output,) = signature(%s).values()", inputs),
    "print(*output.numpy().ravel().tolist())"
  ))
  values <- strsplit(output[[length(output)]], " ")[[1]]
  list(inputs = output[-length(output)], values = as.numeric(values))
}

test_that("serves text, numbers and categories at once", {
  words <- layer_text_vectorization(output_mode = "multi_hot")
  words %>% adapt("good bad good")
  price <- layer_normalization()
  price %>% adapt(c(1, 3))
  cut <- layer_string_lookup(vocabulary = I("fair"), output_mode = "one_hot")
  inputs <- list(
    review = layer_input(shape(), dtype = "string", name = "review"),
    price = layer_input(shape = 1, name = "price"),
    cut = layer_input(shape = 1, dtype = "string", name = "cut")
  )
  parts <- list(words(inputs$review), price(inputs$price), cut(inputs$cut))
  path <- new_path()
  written <- withVisible(keras_model(inputs, keras$layers$concatenate(parts)) %>% export_model(path))
  expect_identical(written, list(value = path, visible = FALSE))
  served <- serve(
    path, "review=tf.constant(['good film']), price=tf.constant([[5.0]]), cut=tf.constant([['fair']])"
  )
  expect_equal(served$inputs, c("cut string", "price float32", "review string"))
  expect_equal(served$values, c(1, 1, 0, 3, 0, 1))
})

test_that("serves raw images as bytes of pixels", {
  input <- layer_input(shape(NULL, NULL, 3), dtype = "uint8", name = "image")
  model <- keras_model(input, input %>% layer_center_crop(2, 2) %>% layer_rescaling(1 / 255))
  path <- new_path()
  model %>% export_model(path)
  served <- serve(path, "image=tf.cast(tf.reshape(tf.range(48), (1, 4, 4, 3)), 'uint8')")
  expect_equal(served$inputs, "image uint8")
  rows <- outer(1:2, 1:2, function(row, column) 12 * row + 3 * column)
  expect_equal(served$values, as.vector(outer(0:2, c(t(rows)), `+`)) / 255, tolerance = 1e-6)
})

test_that("leaves no trace of random layers", {
  input <- layer_input(shape = c(4, 4, 3))
  random <- keras_model_sequential() %>%
    layer_random_flip() %>%
    layer_random_rotation(0.2) %>%
    layer_rescaling(2)
  path <- new_path()
  keras_model(input, random(input)) %>% export_model(path)
  graph <- tf$saved_model$load(path)$signatures[["serving_default"]]$graph$as_graph_def()
  kinds <- reticulate::py_eval("lambda graph: sorted({node.op for node in graph.node} | {
    node.op for function in graph.library.function for node in function.node_def})")(graph)
  expect_true("Mul" %in% kinds)
  expect_identical(grep("Random|Gather", kinds, value = TRUE), character())
})

test_that("gives what the model predicts", {
  input <- layer_input(shape = 3)
  outputs <- list(layer_dense(input, 2, name = "a"), layer_dense(input, 1, name = "b"))
  model <- keras_model(input, outputs)
  data <- as_tensor(matrix(1, 2, 3), "float32")
  path <- new_path()
  model %>% export_model(path)
  served <- tf$saved_model$load(path)
  expect_equal(lapply(served$serve(data), as.array), predict(model, data, verbose = 0), tolerance = 1e-6)
  expect_setequal(names(served$signatures[["serving_default"]](data)), c("a", "b"))
})

# What the signature returns for inputs of 1, sorted by name.
named_values <- function(model, ...) {
  path <- new_path()
  model %>% export_model(path)
  served <- tf$saved_model$load(path)$signatures[["serving_default"]](...)
  served <- lapply(served, function(output) as.vector(as.array(output)))
  served[order(names(served))]
}

one <- function() as_tensor(matrix(1), "float32")

test_that("names every output as the model does", {
  x <- layer_input(shape = 1)
  double <- layer_rescaling(scale = 2, name = "double")
  named <- keras_model(x, list(two = double(x + 1), one = double(x)))
  expect_equal(named_values(named, one()), list(one = 2, two = 4))
  unnamed <- keras_model(x, list(double(x), double(x + 1)))
  expect_equal(named_values(unnamed, one()), list(double = 2, double_1 = 4))
  expect_equal(named_values(keras_model(x, list(only = double(x))), one()), list(only = 2))
})

test_that("names every output of two inputs that share a layer", {
  left <- layer_input(shape = 1, name = "left")
  right <- layer_input(shape = 1, name = "right")
  double <- layer_rescaling(scale = 2, name = "double")
  model <- keras_model(list(left, right), list(double(left), double(right + 3)))
  expect_equal(named_values(model, left = one(), right = one()), list(double = 2, double_1 = 8))
})

test_that("refuses what it cannot export in one sentence", {
  input <- layer_input(shape = 1)
  model <- keras_model(input, layer_rescaling(input, 2))
  taken <- new_folder()
  expect_error(
    export_model(model, taken),
    sprintf(
      paste(
        "export_model: `path` must be a folder that does not exist yet, not \"%s\".",
        "Pass `overwrite = TRUE` to replace it."
      ), taken
    ),
    fixed = TRUE, class = "prelayer_error"
  )
  expect_identical(list.files(taken), character())
  expect_snapshot(error = TRUE, {
    export_model(layer_rescaling(scale = 2), "rescaling")
    export_model(keras_model_sequential(layer_rescaling(scale = 2), name = "unbuilt"), "unbuilt")
    export_model(preprocessor(list(a = NULL)), "prep")
    export_model("model", "text")
    export_model(model)
    export_model(model, c("a", "b"))
  })
})

test_that("load_model() names the function for what export_model() wrote", {
  input <- layer_input(shape = 1)
  folder <- new_folder()
  exported <- file.path(folder, "exported")
  export_model(keras_model(input, layer_rescaling(input, 2)), exported)
  for (name in c("a.onnx", "b.tflite", "c.rds")) file.create(file.path(folder, name))
  rejected <- function(path) sub(folder, "", conditionMessage(expect_error(load_model(path), class = "prelayer_error")))
  rule <- "load_model: `filepath` must be a file that save_model() wrote, not"
  expect_identical(rejected(exported), paste(rule, "the SavedModel \"/exported\". tf$saved_model$load() reads it."))
  expect_identical(rejected(folder), paste(rule, "the folder \"\"."))
  expect_identical(rejected(file.path(folder, "a.onnx")), paste(rule, "\"/a.onnx\". ONNX Runtime runs it."))
  expect_identical(rejected(file.path(folder, "b.tflite")), paste(rule, "\"/b.tflite\". LiteRT runs it."))
  expect_identical(rejected(file.path(folder, "c.rds")), paste(rule, "\"/c.rds\". Its name ends in \".keras\"."))
})

test_that("classes of layers in messages are R functions", {
  shown <- function(name) format_part(list(kind = "class", content = name))
  expect_identical(shown("StringLookup"), "layer_string_lookup")
  expect_identical(shown("Preprocessor"), "preprocessor")
  expect_identical(shown("Custom"), "Custom")
})
