needs_python()

portable_formats <- c(litert = ".tflite", onnx = ".onnx")

exported <- function(model, format, ...) {
  path <- file.path(new_folder(), paste0("model", portable_formats[[format]]))
  written <- withVisible(export_model(model, path, format = format, ...))
  expect_identical(written, list(value = path, visible = FALSE))
  path
}

text_model <- function() {
  words <- layer_text_vectorization(output_sequence_length = 3)
  words %>% adapt(c("The cat sat", "the DOG sat on it"))
  text <- layer_input(shape(), dtype = "string", name = "text")
  keras_model(text, words(text))
}

# By count, then in reverse order: "the" is 2, "sat" 3, "on" 4, "it" 5, "dog" 6 and "cat" 7.
token_ids <- c(2, 6, 1, 7, 0, 0)

test_that("a text model takes raw strings in ONNX Runtime", {
  needs_format("onnx")
  path <- text_model() %>% exported("onnx")
  served <- serve_onnx(path, "'text': np.array(['The DOG barked!', 'Cat.'], object)")
  expect_identical(as_numbers(served), token_ids)
})

test_that("a text model takes bytes of any number in LiteRT", {
  needs_format("litert")
  path <- text_model() %>% exported("litert")
  expect_identical(as_numbers(serve_litert(path, "text=as_bytes(['The DOG barked!', 'Cat.'])")), token_ids)
  expect_identical(as_numbers(serve_litert(path, "text=as_bytes([''])")), c(0, 0, 0))
})

test_that("sizes can be fixed, and ONNX can take bytes", {
  needs_format("litert", "onnx")
  input <- "np.array([list(b'Cat') + [-1]], np.int32)"
  path <- text_model() %>% exported("litert", batch_size = 1, text_length = 4)
  expect_identical(as_numbers(serve_litert(path, paste0("text=", input))), c(7, 0, 0))
  path <- text_model() %>% exported("onnx", text = "bytes", batch_size = 1)
  expect_identical(as_numbers(serve_onnx(path, paste0("'text': ", input))), c(7, 0, 0))
})

table_model <- function() {
  inputs <- list(
    size = layer_input(shape = 1, name = "size"), shop = layer_input(shape = 1, dtype = "string", name = "shop"),
    id = layer_input(shape = 1, dtype = "int32", name = "id")
  )
  size <- layer_normalization()
  size %>% adapt(c(1, 3))
  keras_model(inputs, layer_concatenate(
    size(inputs$size), layer_string_lookup(inputs$shop, vocabulary = c("\u00c5", "Z"), output_mode = "one_hot"),
    layer_integer_lookup(inputs$id, vocabulary = c(30L, 50L), output_mode = "one_hot")
  ))
}

test_that("a table model takes raw columns by name", {
  needs_format("litert", "onnx")
  # The mean is 2 and the standard deviation 1; index 0 is that of unknown values.
  row <- c(2, 0, 1, 0, 1, 0, 0)
  numbers <- "np.array([[4]], np.float32)"
  path <- table_model() %>% exported("onnx")
  inputs <- sprintf("'size': %s, 'shop': np.array([['\u00c5']], object), 'id': np.array([[7]], np.int32)", numbers)
  expect_identical(as_numbers(serve_onnx(path, inputs)), row)
  path <- table_model() %>% exported("litert")
  inputs <- sprintf("size=%s, shop=as_bytes(['\u00c5'])[None], id=np.array([[7]], np.int32)", numbers)
  expect_identical(as_numbers(serve_litert(path, inputs)), row)
})

test_that("class names are an output", {
  needs_format("onnx")
  x <- layer_input(shape = 1, name = "x")
  path <- keras_model(x, layer_rescaling(x, 0.1, name = "p")) %>% exported("onnx", class_names = c("no", "\u00fcber"))
  served <- serve_onnx(path, "'x': np.array([[2], [7]], np.float32)")
  expect_identical(served[[1]], "no \u00fcber")
  expect_equal(as_numbers(served[[2]]), c(0.2, 0.7), tolerance = 1e-6)
})

test_that("a trained model of texts and numbers is the same in every format", {
  skip_slow("Four formats are written, and each runs in two processes.")
  needs_format("litert", "onnx")
  set_random_seed(3)
  data <- data.frame(
    text = c("good film", "bad film", "Good!", "BAD"), size = c(1, 2, 3, NaN), unused = as.Date("2020-01-01")
  )
  text <- layer_input(shape(), dtype = "string", name = "text")
  size <- layer_input(shape = 1, name = "size")
  words <- layer_text_vectorization(output_mode = "tf_idf")
  filled <- layer_imputation()
  list(text = words, size = filled) %>% adapt(data[c("text", "size")])
  output <- layer_concatenate(words(text), filled(size)) %>% layer_dense(3, "softmax")
  model <- keras_model(list(text = text, size = size), output)
  model %>% compile(loss = "sparse_categorical_crossentropy")
  model %>% fit(data[c("text", "size")], c(0, 1, 2, 1), epochs = 3, verbose = 0)
  for (format in c("saved_model", "keras", "litert", "onnx")) {
    path <- file.path(new_folder(), paste0("model", c(keras = ".keras", portable_formats)[format]))
    if (format == "saved_model") path <- file.path(new_folder(), "model")
    model %>% export_model(path, format = format)
    report <- model %>% verify_export(path, data)
    expect_true(report$agrees, label = format(report))
    expect_identical(report$rows, 4L)
  }
  served <- serve_onnx(path, "'text': np.array(['bad film'], object), 'size': np.array([[2]], np.float32)")
  row <- list(text = I("bad film"), size = matrix(2))
  expect_equal(as_numbers(served), as.vector(predict(model, row, verbose = 0)), tolerance = 1e-5)
})

test_that("without its packages a format is an error with the call that installs them", {
  reticulate::py_run_string(
    "import sys; hidden = sys.modules.get('ai_edge_litert'); sys.modules['ai_edge_litert'] = None"
  )
  on.exit(reticulate::py_run_string(
    "sys.modules.update(ai_edge_litert=hidden) if hidden else sys.modules.pop('ai_edge_litert')"
  ))
  expect_error(
    text_model() %>% export_model("model.tflite", format = "litert"),
    paste(
      "export_model: ai_edge_litert is needed, but it is not installed;",
      "`install_prelayer(extras = \"litert\")` brings it."
    ),
    fixed = TRUE, class = "prelayer_error"
  )
})

expect_rejected <- function(sentence, model = table_model(), path = "model.onnx", ...) {
  sentence <- paste0("export_model: ", sentence)
  expect_error(export_model(model, path, ...), sentence, fixed = TRUE, class = "prelayer_error")
  expect_false(file.exists(path))
}

test_that("options that do not go together are rejected", {
  needs_format("litert", "onnx")
  formats <- '"saved_model", "keras", "litert", "onnx" or "web"'
  expect_rejected(sprintf('`format` must be %s, not "tf". Is "saved_model" meant?', formats), format = "tf")
  expect_rejected(sprintf('`format` must be %s, not "tflite". Is "litert" meant?', formats), format = "tflite")
  expect_rejected(sprintf('`format` must be %s, not c("onnx", "litert").', formats), format = c("onnx", "litert"))
  expect_rejected(
    "`path` must be a path that ends in '.tflite' where `format` is 'litert', not \"model.onnx\".",
    format = "litert"
  )
  expect_rejected('`text` goes with the format "litert" or "onnx", not with "saved_model".', text = "bytes")
  expect_rejected('`text_length` goes with `text = "bytes"` only.', format = "onnx", text_length = 5)
  expect_rejected(
    '`text` must be "bytes" where `format` is "litert", not "string".',
    format = "litert", text = "string"
  )
  expect_rejected("`batch_size` must be a whole number of at least 1, not 0.", format = "onnx", batch_size = 0)
  expect_rejected("`verify` must be TRUE or FALSE, not \"yes\".", format = "onnx", verify = "yes")
})

test_that("class names that do not fit the outputs are rejected", {
  expect_rejected(
    paste(
      "`class_names` has 1 names, but the outputs of the model have the shapes (NA, 7). It must have one output with a",
      "number for each class, or with one probability and two names."
    ),
    class_names = "a"
  )
  expect_rejected("`class_names` must be strings, one for each class, not c(1, 2).", class_names = 1:2)
  expect_rejected("`class_names` must not hold NA, but 1 of its 2 values is NA", class_names = c("a", NA))
})

test_that("a layer that cannot be exported is named with the option and the remedy", {
  needs_format("onnx")
  text <- layer_input(shape(), dtype = "string")
  layer <- layer_text_vectorization(vocabulary = I("a"), output_mode = "count", sparse = TRUE, name = "words")
  expect_rejected(
    paste(
      "the layer 'words' (layer_text_vectorization) cannot be exported to 'onnx': `sparse`: runtimes have no sparse tensors.",
      "Set it to FALSE."
    ),
    keras_model(text, layer(text)),
    format = "onnx"
  )
})

test_that("a web page is a folder or one file", {
  needs_format("onnx")
  templates <- file.path(dirname(python_module("prelayer")$`__file__`), "export", "web")
  skip_if_not(dir.exists(file.path(templates, "runtime")), "The runtime of web pages is not installed.")
  folder <- export_model(text_model(), file.path(new_folder(), "page"), format = "web")
  expect_true(all(file.exists(file.path(folder, c("index.html", "predict.js", "model.onnx", "conformance.json")))))
  page <- export_model(text_model(), file.path(new_folder(), "page.html"), format = "web", single_file = TRUE)
  expect_match(readLines(page, 1, warn = FALSE), "^<!doctype html>", ignore.case = TRUE)
  path <- file.path(new_folder(), "m.onnx")
  call <- function() export_model(text_model(), path, format = "onnx", single_file = TRUE)
  error <- expect_error(call(), class = "prelayer_error")
  expect_identical(
    conditionMessage(error), "export_model: `single_file` goes with the format \"web\", not with \"onnx\"."
  )
})

test_that("the artifact says what the numbers of dates are", {
  day <- layer_input(shape = 1, dtype = "int64", name = "day")
  model <- keras_model(day, day %>% layer_datetime_features(components = "day", unit = "D"))
  path <- export_model(model, file.path(new_folder(), "model"))
  expect_identical(
    jsonlite::read_json(file.path(path, "assets.extra", "inputs.json")),
    list(day = list(dtype = "int64", description = "days since 1970-01-01 UTC; missing: -2^63"))
  )
})
