needs_python()

reader <- function() {
  path <- test_path("..", "..", "examples", "specification", "reader.R")
  skip_if_not(file.exists(path), "not in the source tree")
  normalizePath(path)
}

# The functions of the reader, which needs nothing of this package.
reader_functions <- function() {
  functions <- new.env(parent = baseenv())
  former <- options(reader.folder = dirname(reader()))
  on.exit(options(former))
  sys.source(reader(), functions)
  functions
}

# How many values differ, and how many there are.
differences <- function(text) reader_functions()$run_conformance(jsonlite::parse_json(text))

expect_read <- function(preprocessing, conformance = 32) {
  counts <- differences(to_json(preprocessing, conformance = conformance))
  expect_identical(counts[[1]], 0)
  expect_gt(counts[[2]], 0)
}

fitted <- function(layer, data) {
  layer %>% adapt(data)
  layer
}

numbers <- matrix(c(1, 2, 4, 10, 30, NaN), 3)
texts <- c("Die Gr\u00f6\u00dfe: \u0391\u03a3 x-y", "hello, World! a", "x y  \u0130stanbul", "", "a,b;c")

test_that("a reader in R agrees on numbers", {
  expect_read(fitted(layer_normalization(missing = "indicator"), numbers))
  expect_read(fitted(layer_normalization(invert = TRUE), numbers))
  expect_read(fitted(layer_min_max_scaling(clip = TRUE), numbers))
  expect_read(fitted(layer_robust_scaling(missing = "mean"), numbers))
  expect_read(layer_rescaling(scale = 1 / 255, offset = c(0.1, -1)))
  expect_read(layer_log(base = 10, offset = 1))
  expect_read(layer_log(signed = TRUE, invert = TRUE))
  expect_read(fitted(layer_imputation(strategy = "median", add_indicator = TRUE), numbers))
})

test_that("a reader in R agrees on categories", {
  expect_read(layer_discretization(bin_boundaries = c(0, 0.1, 2.5), missing = "indicator"))
  expect_read(layer_discretization(bin_boundaries = c(0, 1), output_mode = "one_hot"))
  expect_read(layer_category_encoding(num_tokens = 4, output_mode = "count"))
  expect_read(layer_string_lookup(vocabulary = c("a", "\u00e9"), mask_token = ""))
  expect_read(layer_string_lookup(vocabulary = c("a", "b"), num_oov_indices = 0, output_mode = "multi_hot"))
  expect_read(layer_integer_lookup(vocabulary = c(2^53, -5, 7), num_oov_indices = 3, mask_token = 0))
})

test_that("a reader in R agrees on texts", {
  expect_read(fitted(layer_text_vectorization(), texts))
  expect_read(fitted(layer_text_vectorization(output_mode = "tf_idf", ngrams = 2), texts))
  expect_read(fitted(layer_text_vectorization(output_mode = "one_hot"), texts))
  expect_read(fitted(layer_text_vectorization(ragged = TRUE, split = "character"), texts))
  steps <- list(
    "strip", "casefold", "strip_accents", list(step = "regex", pattern = "[0-9]+", rewrite = "0"),
    list(step = "lower", locale = "tr"), list(step = "regex", pattern = "<br />", rewrite = " ")
  )
  split <- list(step = "regex", pattern = "[-,; ]+")
  expect_read(fitted(layer_text_vectorization(standardize = steps, split = split), texts))
})

test_that("a reader in R agrees on five hundred texts", {
  skip_slow("R reads texts byte by byte.")
  expect_read(fitted(layer_text_vectorization(ragged = TRUE), texts), conformance = 500)
})

test_that("a reader in R agrees on a table", {
  data <- data.frame(size = c(1, 3, 8), color = c("red", "blue", "red"), words = c("a b", "b", "c"))
  prep <- preprocessor(list(
    size = layer_normalization(), color = layer_string_lookup(output_mode = "one_hot"),
    words = layer_text_vectorization(output_mode = "multi_hot")
  ))
  prep %>% adapt(data)
  expect_read(prep)
})

test_that("the script reports how many values differ", {
  run <- function(text) {
    path <- tempfile(fileext = ".json")
    writeLines(enc2utf8(text), path, useBytes = TRUE)
    rscript <- file.path(R.home("bin"), "Rscript")
    answer <- suppressWarnings(system2(rscript, shQuote(c("--vanilla", reader(), path)), stdout = TRUE))
    unlink(path)
    as.character(answer)
  }
  text <- to_json(layer_rescaling(scale = 2), conformance = 4)
  expect_identical(run(text), "0 of 4 values differ.")
  document <- jsonlite::parse_json(text)
  document$conformance$outputs$output$values[[2]] <- 12345
  wrong <- jsonlite::toJSON(document, auto_unbox = TRUE, null = "null", digits = NA)
  expect_identical(run(wrong), "1 of 4 values differ.")
})

test_that("writes a file once", {
  path <- file.path(new_folder(), "x.json")
  lookup <- layer_string_lookup(vocabulary = c("a", "\u00e9"))
  written <- withVisible(to_json(lookup, path, conformance = 0))
  expect_false(written$visible)
  expect_identical(paste0(paste(readLines(path, encoding = "UTF-8"), collapse = "\n"), "\n"), written$value)
  expect_identical(jsonlite::read_json(path)$nodes[[1]]$state$vocabulary, list("a", "\u00e9"))
  expect_error(
    to_json(lookup, path),
    sprintf(
      paste(
        "to_json: `path` must be a file that does not exist yet, not \"%s\".",
        "Pass `overwrite = TRUE` to replace it."
      ), path
    ),
    fixed = TRUE, class = "prelayer_error"
  )
  expect_identical(to_json(lookup, path, overwrite = TRUE), to_json(lookup))
})

test_that("lists the layers that cannot be described", {
  expect_error(
    to_json(layer_hashing(num_bins = 3, name = "hash")),
    paste(
      "to_json: the format cannot describe every layer. Layer 'hash' (Hashing): layers of this class are not part of",
      "the format. `export_model()` exports these layers, in the formats that `portability()` lists."
    ),
    fixed = TRUE, class = "prelayer_error"
  )
  frame <- data.frame(day = as.Date("2024-02-29") + c(0, 40, 300), size = c(1, 2, 4))
  prep <- preprocessor_from_frame(frame)
  prep %>% adapt(frame)
  expect_error(to_json(prep), "of the feature 'day': layers of this class are not part of the format", class = "prelayer_error")
})
