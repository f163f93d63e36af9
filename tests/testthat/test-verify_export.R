needs_python()

times <- function(factor) {
  size <- layer_input(shape = 1, name = "size")
  keras_model(size, layer_rescaling(size, factor, name = "product"))
}

doubled <- file.path(new_folder(), "model.onnx")
if (length(missing_extras(look_around())) == 0) times(2) %>% export_model(doubled, format = "onnx")

test_that("an exported model agrees with its model", {
  needs_format("litert", "onnx")
  report <- times(2) %>% verify_export(doubled, rows = 20)
  expect_s3_class(report, "prelayer_export_report")
  expect_identical(report[c("format", "rows", "different", "agrees", "reason")], list(
    format = "onnx", rows = 20L, different = 0L, agrees = TRUE, reason = ""
  ))
  expect_null(report$first_different)
  expect_output(print(report), "onnx: 20 rows, 0 different, largest difference 0", fixed = TRUE)
})

test_that("rows that differ are counted, and the first is returned", {
  needs_format("litert", "onnx")
  report <- times(3) %>% verify_export(doubled, data.frame(size = c(0, 1, 5), other = as.Date("2020-01-01")))
  expect_false(report$agrees)
  expect_identical(report[c("rows", "different", "first_different")], list(
    rows = 3L, different = 2L, first_different = list(size = 1)
  ))
  # 10 instead of 15, relative to 15, as 2 instead of 3 is relative to 3.
  expect_equal(report$largest_difference, 1 / 3)
  expect_identical(format(report), paste(
    "onnx: 3 rows, 2 different, largest difference 0.33. The first: list(size = c(1)):",
    "output 'product' is off by 0.333"
  ))
  expect_true((times(3) %>% verify_export(doubled, data.frame(size = c(0, 1, 5)), tolerance = 0.4))$agrees)
})

test_that("data follows the rules of conversion", {
  needs_format("litert", "onnx")
  shop <- layer_input(shape = 1, dtype = "string", name = "shop")
  id <- layer_input(shape = 1, dtype = "int32", name = "id")
  model <- keras_model(list(shop = shop, id = id), layer_concatenate(
    layer_string_lookup(shop, vocabulary = c("\u00c5", "Z"), output_mode = "one_hot"),
    layer_integer_lookup(id, vocabulary = c(3L, 5L), output_mode = "one_hot")
  ))
  path <- file.path(new_folder(), "model.tflite")
  model %>% export_model(path, format = "litert", verify = FALSE)
  expect_true((model %>% verify_export(path, list(shop = factor(c("\u00c5", "Q")), id = c(3, 7))))$agrees)
  expect_identical((model %>% verify_export(path, data.frame(shop = "A", id = 5L)))$rows, 1L)
  expect_rejected <- function(sentence, data) {
    sentence <- paste0("verify_export: ", sentence)
    expect_error(verify_export(model, path, data), sentence, fixed = TRUE, class = "prelayer_error")
  }
  expect_rejected("`data` must be a data frame or a named list of inputs, not a matrix.", matrix(1))
  expect_rejected("`data` must be a data frame or a named list of inputs, not a list without names.", list("A", 1))
  expect_rejected("`data` must have the input 'id' of the model.", list(shop = "A"))
  expect_rejected("the input 'id' of the model takes int32, but `data` has 1.5 there.", list(shop = "A", id = 1.5))
  expect_rejected("the input 'id' of the model takes numbers, but `data` has 'x' there.", list(shop = "A", id = "x"))
  expect_rejected("the input 'shop' of the model takes strings, but `data` has 1 there.", list(shop = 1, id = 1))
  expect_rejected("`data$shop` must not hold NA", list(shop = c("A", NA), id = 1:2))
  expect_rejected(
    "the input 'id' of the model has the shape (NA, 1), but `data` has (1, 2).", list(shop = "A", id = matrix(1:2, 1))
  )
})

test_that("values of Python that R's types cannot hold are kept", {
  python <- function(code) reticulate::py_eval(code, convert = FALSE)
  expect_identical(plain_values(python("{'a': b'gr\\xc3\\xb6', 'b': [1, 2]}")), list(a = "gr\u00f6", b = c(1L, 2L)))
  values <- plain_values(python("[b'a\\x00', 2**60, None]"))
  expect_identical(values, list(as.raw(c(97, 0)), "1152921504606846976", NULL))
  expect_identical(Encoding(plain_values(python("b'\\xff'"))), "bytes")
  expect_identical(plain_values(python("b''")), "")
})

test_that("what cannot be compared is an error", {
  expect_error(
    times(2) %>% verify_export(new_folder()),
    paste(
      "verify_export: `path` must be the path of an exported model: a folder with a SavedModel or a web page,",
      "or a file \".keras\", \".tflite\", \".onnx\" or \".html\", not"
    ),
    fixed = TRUE, class = "prelayer_error"
  )
  expect_error(
    verify_export("model", doubled), "verify_export: `model` must be a Keras model, not a character vector.",
    fixed = TRUE
  )
  needs_format("litert", "onnx")
  expect_error(
    times(2) %>% verify_export(doubled, rows = 0), "verify_export: `rows` must be a whole number of at least 1, not 0.",
    fixed = TRUE
  )
  damaged <- tempfile(fileext = ".onnx")
  writeLines("x", damaged)
  expect_error(times(2) %>% verify_export(damaged), "cannot be run: onnxruntime", class = "prelayer_error")
})

test_that("NA in columns follows the preprocessor", {
  frame <- data.frame(age = c(1, 2, 4), town = c("Ulm", "Bonn", "Ulm"))
  prep <- preprocessor_from_frame(frame)
  prep %>% adapt(frame)
  model <- prep %>% attach_to(keras_model_sequential() %>% layer_dense(1))
  path <- tempfile("model")
  model %>% export_model(path)
  gaps <- data.frame(age = c(1, NA, 4), town = c("Ulm", "Bonn", NA))
  report <- model %>% verify_export(path, gaps)
  expect_true(report$agrees)
  expect_identical(report$rows, 3L)
  expect_error(
    verify_export(model, path, frame[0, ]), "verify_export: `data` must have rows, but it has none.", fixed = TRUE
  )
})

test_that("a row that the model rejects alone is compared among others", {
  texts <- layer_input(shape = 1, dtype = "string", name = "text")
  output <- texts %>%
    layer_text_vectorization(vocabulary = c("good", "bad")) %>%
    layer_embedding(4, 3) %>%
    layer_gru(2)
  model <- keras_model(texts, output)
  path <- tempfile("model")
  model %>% export_model(path)
  # An empty text alone has no words, and a recurrent layer needs one.
  report <- model %>% verify_export(path, list(text = c("", "good bad", "bad")))
  expect_true(report$agrees)
  expect_equal(report$rows, 3)
})
