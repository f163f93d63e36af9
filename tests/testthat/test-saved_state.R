needs_python()

words <- matrix(c("b", "a", "\u00e9", "c"))
numbers <- rbind(c(0.1, -3), c(2.5, 4), c(-0.7, 1e6), c(0, 7))

# A model of layers that were told what they know in three ways, and of one with nothing to know.
model_of_all <- function() {
  vocabulary <- tempfile()
  writeLines(enc2utf8(c("\u00e9", "b")), vocabulary, useBytes = TRUE)
  weighed <- layer_string_lookup(output_mode = "tf_idf", name = "adapted")
  weighed %>% adapt(words[c(1, 1, 2, 3)])
  scaled <- layer_normalization(name = "numbers")
  scaled %>% adapt(numbers)
  from_file <- layer_string_lookup(vocabulary = vocabulary, name = "file")
  unlink(vocabulary)
  text <- layer_input(shape = 1, dtype = "string", name = "text")
  number <- layer_input(shape = 2, name = "number")
  keras_model(
    list(text = text, number = number),
    list(
      weighed(text), from_file(text), layer_hashing(text, 7, name = "hashed"), scaled(number),
      layer_normalization(number, mean = c(0.1, 2), variance = c(1, 0.3), name = "given")
    )
  )
}

test_that("computes the same to the bit in a fresh process", {
  model <- model_of_all()
  folder <- new_folder()
  inputs <- list(text = words, number = numbers)
  here <- lapply(model(inputs), as.array)
  saveRDS(inputs, file.path(folder, "inputs.rds"))
  save_model(model, file.path(folder, "first.keras"))
  in_new_session(c(
    sprintf("setwd(%s)", deparse(folder)),
    "first <- load_model('first.keras')",
    "save_model(first, 'second.keras')",
    "outputs <- lapply(list(first, load_model('second.keras')), function(model) {",
    "  lapply(model(readRDS('inputs.rds')), as.array)",
    "})",
    "saveRDS(outputs, 'outputs.rds')"
  ))
  expect_identical(readRDS(file.path(folder, "outputs.rds")), list(here, here))
})

test_that("serves the same to the bit where there is no package", {
  skip_slow("A process of its own starts TensorFlow; test-export_model.R serves in one, too.")
  model <- model_of_all()
  folder <- new_folder()
  model %>% export_model(file.path(folder, "served"))
  outputs <- model(list(text = words, number = numbers))
  by_row <- lapply(outputs, function(output) as.vector(t(as.array(output))))
  plain_tensorflow(c(
    "import numpy as np",
    sprintf("folder = '%s'", folder),
    "text = tf.constant([['b'], ['a'], [b'\\xc3\\xa9'.decode()], ['c']])",
    "number = tf.constant([[0.1, -3], [2.5, 4], [-0.7, 1e6], [0, 7]], 'float32')",
    "served = tf.saved_model.load(folder + '/served')",
    "outputs = served.serve(number, text)",
    "np.concatenate([output.numpy().astype('float64').ravel() for output in outputs]).tofile(folder + '/outputs')"
  ))
  expect_identical(readBin(file.path(folder, "outputs"), "double", 1000), unlist(by_row))
})

test_that("copies know the same and share nothing", {
  layer <- layer_string_lookup()
  layer %>% adapt(c("a", "b", "b"))
  input <- layer_input(shape = 1, dtype = "string")
  clone <- keras$models$clone_model(keras_model(input, layer(input)))
  copies <- list(layer$from_config(layer$get_config()), clone$layers[[2]])
  for (copied in copies) {
    expect_identical(get_vocabulary(copied), c("[UNK]", "b", "a"))
    copied %>% adapt("c")
    expect_identical(get_vocabulary(copied), c("[UNK]", "c"))
    expect_identical(get_vocabulary(layer), c("[UNK]", "b", "a"))
  }
})
