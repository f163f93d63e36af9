needs_python()

test_that("steps are plain data in a config", {
  steps <- list("nfkc", list(step = "regex", pattern = "a", rewrite = "b"))
  split <- list(step = "regex", pattern = "-")
  layer <- layer_text_vectorization(standardize = steps, split = split, vocabulary = c("b", "c"))
  config <- as_r(layer$get_config())
  expect_identical(config$standardize, steps)
  expect_identical(config$split, split)
  expect_identical(as.array(layer(I("a-b-c-\u00e9"))), matrix(c(2L, 2L, 3L, 1L), 1))
  expect_identical(as.array(saved_and_loaded(layer, 1, "string")(matrix("a-c"))), matrix(2:3, 1))
  words <- layer_text_vectorization(standardize = c("casefold", "strip_accents"), vocabulary = I("ete"))
  expect_identical(as.array(words(I("\u00c9t\u00e9"))), matrix(2L, 1))
})
