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

integer64 <- function(bits) structure(bits * 2^-1074, class = "integer64")

test_that("takes the 64-bit integers of bit64", {
  layer <- layer_integer_lookup(vocabulary = integer64(c(2^40, 36)))
  expect_identical(as.vector(layer(integer64(c(36, 5, 2^40)))), c(2L, 0L, 1L))
  ends <- structure(readBin(as.raw(c(rep(255, 7), 127, 1, rep(0, 6), 128)), "double", 2), class = "integer64")
  expect_identical(as.vector(layer_integer_lookup(vocabulary = ends)(ends)), 1:2)
  learned <- layer_integer_lookup()
  adapt(learned, ends)
  expect_identical(sort(as.vector(learned(ends))), 1:2)
  expect_error(layer(integer64(-0)), "the first (NA) at position 1", fixed = TRUE, class = "prelayer_error")
})

test_that("refuses numbers that 64 bits cannot hold", {
  sentence <- "layer_integer_lookup: whole numbers from -2^63 to 2^63 - 1 are needed, but"
  layer <- layer_integer_lookup(vocabulary = c(12, 36))
  for (number in c(2^63, -2^64, 1e300)) {
    expect_error(layer(c(12, number)), sentence, fixed = TRUE, class = "prelayer_error")
    expect_error(adapt(layer_integer_lookup(), c(12, number)), sentence, fixed = TRUE, class = "prelayer_error")
  }
  expect_error(layer_integer_lookup(vocabulary = 2^63), sentence, fixed = TRUE, class = "prelayer_error")
  expect_identical(as.vector(layer(-2^63)), 0L)
})

test_that("refuses numbers in graphs that 64 bits cannot hold", {
  numbers <- tensor_slices_dataset(as_tensor(c(12, 2^63), "uint64"))
  mapped <- dataset_map(dataset_batch(numbers, 2), layer_integer_lookup(vocabulary = c(12, 36)))
  expect_error(dataset_collect(mapped), paste0(
    "^layer_integer_lookup: whole numbers from -2\\^63 to 2\\^63 - 1 are needed, but these are among the values: ",
    "9223372036854775808\\.$"
  ), class = "prelayer_error")
})

test_that("large tokens stay what they are in R", {
  tokens <- c(2^40, 2^31, -2^52, 7)
  layer <- layer_integer_lookup(vocabulary = tokens)
  expect_identical(get_vocabulary(layer), c(-1, tokens))
  expect_identical(vocabulary_table(layer)$token, c(-1, tokens))
  expect_identical(layer$get_vocabulary(), c(-1, tokens))
  expect_identical(layer$get_config()$vocabulary, tokens)
  expect_identical(layer$table()$token, c(-1, tokens))
  expect_identical(layer_hashing(num_bins = 2^40)$get_config()$num_bins, 2^40)
  expect_identical(layer_hashing(num_bins = 5, salt = c(2^40, 3))$salt, list(2^40, 3L))
  beyond <- layer_integer_lookup(vocabulary = c(2^60, 3))
  expect_error(get_vocabulary(beyond), "2^53 and more cannot be R numbers", fixed = TRUE, class = "prelayer_error")
  sentence <- "get_config: a number of R must be below 2^53, but 1152921504606846976 is among the values."
  expect_error(beyond$get_config(), sentence, fixed = TRUE, class = "prelayer_error")
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
