needs_python()

header <- "#prelayer vocabulary: escaped\n\n"

test_that("refuses to write what is no file", {
  layer <- layer_string_lookup(vocabulary = I("a"))
  expect_snapshot(error = TRUE, {
    layer %>% save_vocabulary("no/such/folder.txt")
    layer %>% save_vocabulary(NULL)
    layer_rescaling(scale = 2) %>% save_vocabulary("a.txt")
    layer_string_lookup(name = "n") %>% save_vocabulary("a.txt")
  })
  expect_error(layer %>% save_vocabulary(tempdir()), "`path` must be a file that can be written")
})

test_that("refuses a damaged file", {
  path <- tempfile()
  refused <- function(content, ...) {
    cat(content, file = path, sep = "")
    sentence <- conditionMessage(expect_error(layer_string_lookup(..., vocabulary = path), class = "prelayer_error"))
    sub(path, "PATH", sentence, fixed = TRUE)
  }
  expect_identical(
    refused(c(header, "a\nb\\c\n")),
    paste(
      "layer_string_lookup: line 4 of the vocabulary file 'PATH' must be a token in which every backslash begins",
      "\\n, \\r or \\\\, not 'b\\\\c'."
    )
  )
  expect_identical(
    refused("a\nb\n\nb\n"),
    paste(
      "layer_string_lookup: the vocabulary file 'PATH' must not repeat tokens, but \"b\" is on line 2 and",
      "again on line 4. Remove the repeats."
    )
  )
  expect_identical(
    refused("a\nb\nc\n", max_tokens = 3),
    paste(
      "layer_string_lookup: `vocabulary` must be of at most 3 tokens (`max_tokens`) with the 1 special ones,",
      "not 4. It was read from 'PATH'."
    )
  )
})
