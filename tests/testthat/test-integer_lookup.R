needs_python()

test_that("computes what its cases say", {
  run_cases("integer_lookup")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_integer_lookup(output_mode = "hot")
    layer_integer_lookup(vocabulary = c(1, 2, 1))
    layer_integer_lookup(mask_token = 0.5)
    layer_integer_lookup(vocabulary = c(1L, NA))
    layer_integer_lookup(vocabulary = 1:3)(c(1, 1.5))
  })
})

test_that("takes whole numbers of every kind", {
  layer <- layer_integer_lookup(vocabulary = c(12, 36))
  for (kind in list(c(12, 5, 36), c(12L, 5L, 36L), matrix(c(12, 5, 36), 3), as_tensor(c(12L, 5L, 36L)))) {
    expect_identical(as.vector(layer(kind)), c(1L, 0L, 2L))
  }
  expect_identical(get_vocabulary(layer), c(-1L, 12L, 36L))
})

test_that("reads a vocabulary file", {
  path <- tempfile()
  writeLines(c("12", "-36"), path)
  expect_identical(get_vocabulary(layer_integer_lookup(vocabulary = path)), c(-1L, 12L, -36L))
})

test_that("gives back what was looked up", {
  there <- layer_integer_lookup(vocabulary = c(12, 36, -5))
  back <- layer_integer_lookup(vocabulary = get_vocabulary(there), invert = TRUE)
  expect_identical(as.vector(back(there(c(36, -5, 12)))), c(36L, -5L, 12L))
})

test_that("survives saving and loading", {
  layer <- layer_integer_lookup()
  layer %>% adapt(c(7, 7, 9))
  ids <- matrix(c(9, 7, 1), 3)
  expect_identical(as.vector(as.array(saved_and_loaded(layer, 1, "int64")(ids))), c(2L, 1L, 0L))
})
