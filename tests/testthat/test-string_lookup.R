needs_python()

colors <- c("cyan", "turquoise", "celeste")

test_that("computes what its cases say", {
  run_cases("string_lookup")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_string_lookup(output_mode = "hot")
    layer_string_lookup(vocabulary = c("a", "b", "a"))
    layer_string_lookup(vocabulary = c("a", NA))
    layer_string_lookup(num_oov_indices = -1)
    layer_string_lookup(max_tokens = 1.5)
    layer_string_lookup(name = "t")("a")
  })
})

test_that("lists its vocabulary", {
  layer <- layer_string_lookup()
  layer %>% adapt(colors)
  expect_identical(layer %>% get_vocabulary(), c("[UNK]", "turquoise", "cyan", "celeste"))
  expect_identical(layer %>% get_vocabulary(include_special_tokens = FALSE), c("turquoise", "cyan", "celeste"))
  expect_identical(layer$vocabulary_size(), 4L)
  expect_output(
    print(layer(c("azure", "cyan"))), "<tensor: int64 [2]>\n[1] 0 2",
    fixed = TRUE
  )
})

test_that("takes strings of every kind", {
  layer <- layer_string_lookup(vocabulary = c("a", "b"))
  words <- c("a", "z", "b")
  kinds <- list(words, matrix(words, 3), factor(words), as_tensor(words), data.frame(words), list("a", "z", "b"))
  for (kind in kinds) {
    expect_identical(as.vector(layer(kind)), c(1L, 0L, 2L))
    adapted <- layer_string_lookup()
    adapted %>% adapt(kind)
    expect_identical(get_vocabulary(adapted), c("[UNK]", "z", "b", "a"))
  }
})

test_that("gives back what was looked up", {
  tokens <- c("a", "b", "\u00dcn\u00ef", "\u65e5\u672c")
  there <- layer_string_lookup(vocabulary = tokens)
  back <- layer_string_lookup(vocabulary = get_vocabulary(there), invert = TRUE)
  expect_identical(as.vector(back(there(tokens))), tokens)
})

test_that("reads a vocabulary file", {
  path <- tempfile()
  writeLines(enc2utf8(c("a", "\u00dcn\u00ef", "c")), path, useBytes = TRUE)
  expect_identical(get_vocabulary(layer_string_lookup(vocabulary = path)), c("[UNK]", "a", "\u00dcn\u00ef", "c"))
})

test_that("sets a vocabulary", {
  layer <- layer_string_lookup(output_mode = "tf_idf")
  expect_invisible(layer %>% set_vocabulary(c("[UNK]", "a", "b"), idf_weights = c(0.9, 0.25, 0.75)))
  weighted <- matrix(c(0.9, 0.5, 0), 1)
  expect_equal(as.array(layer(matrix(c("a", "z", "a"), 1))), weighted, tolerance = 1e-6)
  expect_error(layer %>% set_vocabulary(I("a"), idf_weights = c(1, 2)), "`idf_weights` must be 1 finite numbers")
  expect_equal(as.array(layer(matrix(c("a", "z", "a"), 1))), weighted, tolerance = 1e-6)
})

test_that("refuses missing strings", {
  for (refused in list(layer_string_lookup()$adapt, layer_string_lookup(vocabulary = I("a")))) {
    expect_error(
      refused(c("a", NA)),
      paste(
        "^layer_string_lookup: values must not be missing, but 1 of 2 are, the first \\(NA\\) at position 2.",
        "Set `mask_token`, which replaces them, or drop them first.$"
      )
    )
  }
})

test_that("cannot adapt a given vocabulary", {
  layer <- layer_string_lookup(vocabulary = I("a"))
  expect_error(layer %>% adapt(I("b")), "a layer that was given its vocabulary cannot adapt")
  expect_identical(get_vocabulary(layer), c("[UNK]", "a"))
})

test_that("cannot change its size under a model", {
  layer <- layer_string_lookup(output_mode = "multi_hot")
  layer %>% adapt(I("a"))
  layer(layer_input(shape = 3, dtype = "string"))
  expect_error(layer %>% adapt(c("a", "b")), "a model was built on a vocabulary of 2 tokens")
  expect_identical(get_vocabulary(layer), c("[UNK]", "a"))
})

test_that("survives saving and loading", {
  layer <- layer_string_lookup()
  layer %>% adapt(c("b", "a", "b", "\u4e2d"))
  words <- matrix(c("a", "b", "\u4e2d", "new"), 4)
  expect_identical(as.vector(saved_and_loaded(layer, 1, "string")(words)), c(3L, 1L, 2L, 0L))
})

test_that("a single string in I() is a vocabulary of one token", {
  expect_identical(as.vector(layer_string_lookup(vocabulary = I("a"))(c("a", "b"))), c(1L, 0L))
})

test_that("shows its vocabulary as a table", {
  layer <- layer_string_lookup(mask_token = "", num_oov_indices = 2)
  layer %>% adapt(matrix(c("b", "b", "a", ""), 2))
  expected <- data.frame(
    index = 0:4, token = c("", "[UNK]", "[UNK]", "b", "a"), role = c("mask", "oov", "oov", "token", "token"),
    count = c(NA, NA, NA, 2L, 1L), document_count = NA
  )
  expect_equal(vocabulary_table(layer), expected)
  given <- layer_string_lookup(vocabulary = c("b", "c"))
  expect_identical(vocabulary_table(given)$count, c(NA, NA, NA))
})
