needs_python()

test_that("only files of Python speak to reticulate", {
  folder <- test_path("..", "..", "R")
  skip_if_not(file.exists(file.path(folder, "zzz.R")), "not in the source tree")
  files <- grep("^python-", list.files(folder), value = TRUE, invert = TRUE)
  speaks <- vapply(file.path(folder, files), function(file) any(grepl("^[^#]*reticulate::", readLines(file))), TRUE)
  expect_identical(files[speaks], character())
})

test_that("a layer saved by one language computes the same in the other", {
  words <- c("b", "a", "b", "\u4e2d")
  by_r <- layer_string_lookup()
  by_r %>% adapt(words)
  input <- layer_input(shape = 1, dtype = "string")
  folder <- tempfile()
  dir.create(folder)
  save_model(keras_model(input, by_r(input)), file.path(folder, "r.keras"))
  writeLines(enc2utf8(c(
    "import sys, keras, numpy as np, tensorflow as tf, prelayer",
    "folder = sys.argv[1]",
    "model = keras.saving.load_model(folder + '/r.keras')",
    "words = np.array([['a'], ['b'], ['\u4e2d'], ['new']], dtype=object)",
    "print(*model(tf.constant(words)).numpy().ravel())",
    "layer = prelayer.Normalization()",
    "layer.adapt(np.array([[1.0, 10.0], [3.0, 30.0]]))",
    "inputs = keras.Input((2,))",
    "keras.Model(inputs, layer(inputs)).save(folder + '/python.keras')"
  )), file.path(folder, "other.py"), useBytes = TRUE)
  output <- system2(
    look_around()$executable, shQuote(c(file.path(folder, "other.py"), folder)),
    stdout = TRUE, stderr = FALSE,
    # R's own library path may hold another libpython.
    env = c("LD_LIBRARY_PATH=", paste0("PYTHONPATH=", system.file("python", package = "prelayer")))
  )
  expect_identical(output, "3 1 2 0")
  by_python <- load_model(file.path(folder, "python.keras"))
  expect_equal(as.array(by_python(rbind(c(1, 30)))), matrix(c(-1, 1), 1))
  unlink(folder, recursive = TRUE)
})
