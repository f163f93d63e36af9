needs_python()

header <- "#prelayer vocabulary: escaped\n\n"
content_of <- function(path) readChar(path, file.size(path), useBytes = TRUE)
text <- function(...) rawToChar(charToRaw(enc2utf8(paste0(...))))

saved <- function(layer, path = tempfile(fileext = ".txt")) {
  expect_invisible(layer %>% save_vocabulary(path))
  path
}

test_that("writes one token a line", {
  layer <- layer_string_lookup(mask_token = "", num_oov_indices = 2)
  layer %>% adapt(c("b", "\u00dcn\u00ef", "b", "a\\n", ""))
  path <- saved(layer)
  expect_identical(readLines(path, encoding = "UTF-8"), c("b", "\u00dcn\u00ef", "a\\n"))
  again <- layer_string_lookup(mask_token = "", num_oov_indices = 2, vocabulary = path)
  expect_identical(get_vocabulary(again), get_vocabulary(layer))
  elsewhere <- layer_string_lookup() %>% set_vocabulary(path)
  expect_identical(get_vocabulary(elsewhere), c("[UNK]", "b", "\u00dcn\u00ef", "a\\n"))
  numbers <- layer_integer_lookup(vocabulary = c(12, -36))
  expect_identical(readLines(saved(numbers)), c("12", "-36"))
})

test_that("escapes what a line cannot hold", {
  path <- saved(layer_string_lookup(vocabulary = c("a\nb\r", "c\\n", "", "d")))
  expect_identical(content_of(path), text(header, "a\\nb\\r\nc\\\\n\n\nd\n"))
})

test_that("reads back any token", {
  tokens <- c(
    "a\nb", "c\r", "\\n", "", " d ", "#prelayer vocabulary: escaped", "\ufeffe", "f\\", "\r\n",
    "\u65e5\u672c", "[UNK]", "\t"
  )
  layer <- layer_string_lookup(vocabulary = tokens, num_oov_indices = 0)
  again <- layer_string_lookup(vocabulary = saved(layer), num_oov_indices = 0)
  expect_identical(get_vocabulary(again), tokens)
  expect_identical(as.vector(again(tokens)), seq_along(tokens) - 1L)
})

test_that("keeps bytes that are no UTF-8", {
  path <- tempfile()
  bytes <- as.raw(c(0x61, 0x0a, 0xff, 0xfe, 0x0a))
  writeBin(bytes, path)
  layer <- layer_string_lookup(vocabulary = path)
  expect_identical(charToRaw(get_vocabulary(layer)[[3]]), as.raw(c(0xff, 0xfe)))
  expect_identical(charToRaw(vocabulary_table(layer)$token[[3]]), as.raw(c(0xff, 0xfe)))
  expect_identical(readBin(saved(layer), "raw", 10), bytes)
})

test_that("restores a layer of the same options", {
  rows <- matrix(c("a", "b", "b", "\n", "m", "z"), 2)
  layer <- layer_string_lookup(output_mode = "tf_idf", mask_token = "m")
  layer %>% adapt(rows)
  weights <- layer$idf_weights[-1]
  again <- layer_string_lookup(
    output_mode = "tf_idf", mask_token = "m", vocabulary = saved(layer), idf_weights = weights
  )
  expect_identical(as.array(again(rows)), as.array(layer(rows)))
})

test_that("keras reads what we write", {
  layer <- layer_string_lookup(mask_token = "")
  layer %>% adapt(c("b", "b", "a\\n", " c", "[UNK]"))
  words <- c("b", "a\\n", " c", "x")
  theirs <- keras$layers$StringLookup(vocabulary = saved(layer), mask_token = "")
  # With keras3 attached, integers of its layers become doubles.
  expect_identical(as.integer(as.array(theirs(as_tensor(words)))), as.vector(layer(words)))
})
