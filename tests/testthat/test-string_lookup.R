needs_python()

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
    layer_string_lookup(vocabulary = c("a", "b"))(c("a", NA))
  })
})

test_that("survives saving and loading", {
  layer <- layer_string_lookup()
  layer %>% adapt(c("b", "a", "b", "\u4e2d"))
  words <- matrix(c("a", "b", "\u4e2d", "new"), 4)
  expect_identical(as.vector(saved_and_loaded(layer, 1, "string")(words)), c(3L, 1L, 2L, 0L))
})

test_that("learns colors", {
  colors <- c("cyan", "turquoise", "celeste")
  layer <- layer_string_lookup()
  layer %>% adapt(colors)
  expect_identical(layer %>% get_vocabulary(), c("[UNK]", "turquoise", "cyan", "celeste"))
  expect_output(
    print(layer(c("azure", "cyan"))),
    "tf.Tensor([0 2], shape=(2,), dtype=int64)", fixed = TRUE
  )
})

test_that("turns indices back into strings", {
  back <- layer_string_lookup(vocabulary = c("cyan", "azure"), invert = TRUE)
  expect_identical(as.vector(back(c(2L, 1L, 0L))), c("azure", "cyan", "[UNK]"))
})

test_that("a single string in I() is a vocabulary of one token", {
  expect_identical(as.vector(layer_string_lookup(vocabulary = I("a"))(c("a", "b"))), c(1L, 0L))
})

test_that("a factor is its labels", {
  layer <- layer_string_lookup(vocabulary = levels(factor(c("u", "v"))))
  expect_identical(as.vector(layer(factor(c("v", "u")))), c(2L, 1L))
})
