needs_python()

# A file of Keras whose config names a file of tokens, as one from somebody else may.
with_path <- function(layer, tokens, dtype, vocabulary) {
  input <- layer_input(shape = 1, dtype = dtype)
  path <- tempfile(fileext = ".keras")
  save_model(keras_model(input, layer(input)), path)
  folder <- tempfile()
  utils::unzip(path, exdir = folder)
  unlink(path)
  config <- file.path(folder, "config.json")
  text <- paste(readLines(config, warn = FALSE), collapse = "\n")
  changed <- sub(sprintf('"vocabulary": %s', tokens), sprintf('"vocabulary": "%s"', vocabulary), text, fixed = TRUE)
  expect_false(identical(changed, text))
  writeLines(changed, config)
  reticulate::import("shutil")$make_archive(path, "zip", folder)
  file.rename(paste0(path, ".zip"), path)
  path
}

test_that("a path in a config is not read in safe mode", {
  secret <- tempfile(fileext = ".txt")
  writeLines(c("3", "4"), secret)
  layers <- list(
    list(layer_string_lookup(vocabulary = c("a", "b")), '["a", "b"]', "string"),
    list(layer_text_vectorization(vocabulary = c("a", "b")), '["a", "b"]', "string"),
    list(layer_integer_lookup(vocabulary = 1:2), "[1, 2]", "int64")
  )
  for (layer in layers) {
    path <- with_path(layer[[1]], layer[[2]], layer[[3]], secret)
    expect_error(load_model(path), "safe mode reads no file. Load the model with", class = "prelayer_error")
    expect_no_error(load_model(path, safe_mode = FALSE))
  }
})
