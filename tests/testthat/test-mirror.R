needs_python()

# The arguments of a Python class as R's formals: names, order, defaults.
signature_of <- function(class) {
  parameters <- described_parameters("prelayer", class)
  is_variadic <- vapply(parameters, function(parameter) startsWith(parameter$kind, "var_"), NA)
  defaults <- lapply(parameters[!is_variadic], function(parameter) {
    if ("default" %in% names(parameter)) comparable(parameter$default) else "no default"
  })
  if (any(is_variadic)) c(defaults, list(... = "no default")) else defaults
}

formals_of <- function(name) {
  arguments <- as.list(formals(name))
  expect_identical(names(arguments)[[1]], "object", label = paste("the first argument of", name))
  lapply(arguments[-1], function(value) {
    if (identical(value, quote(expr = ))) "no default" else comparable(eval(value))
  })
}

# R writes 1 for Python's 1 and 1.0, and c(0, 255) for its (0, 255).
comparable <- function(value) {
  value <- if (is.list(value)) unlist(value) else value
  if (is.numeric(value)) as.double(value) else value
}

test_that("every layer of the Python package is an R function", {
  missing <- Filter(function(class) !startsWith(r_name(class), "layer_"), python_layers())
  expect_identical(missing, character())
  expect_true(all(vapply(python_layers(), r_name, "") %in% getNamespaceExports("prelayer")))
})

test_that("the arguments of each layer are Python's in name, order and default", {
  for (class in python_layers()) {
    expect_identical(formals_of(r_name(class)), signature_of(class), label = r_name(class))
  }
})

test_that("every layer has its files", {
  skip_if_not(file.exists(test_path("..", "..", "R", "zzz.R")), "not in the source tree")
  for (class in python_layers()) {
    stem <- sub("^layer_", "", r_name(class))
    files <- c(
      file.path("R", paste0("layer-", stem, ".R")),
      file.path("man", paste0("layer_", stem, ".Rd")),
      file.path("python", "prelayer", "layers", "*", paste0(stem, ".py")),
      file.path("tests", "cases", paste0(stem, ".json")),
      file.path("tests", "python", "layers", "*", paste0("test_", stem, ".py")),
      file.path("tests", "testthat", paste0("test-", stem, ".R"))
    )
    absent <- files[lengths(lapply(test_path("..", "..", files), Sys.glob)) != 1]
    expect_identical(absent, character(), label = paste("absent files of", class))
  }
})

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
