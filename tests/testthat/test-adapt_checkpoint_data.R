needs_python()

test_that("goes on over strings in memory", {
  path <- tempfile()
  words <- c("b", "a", "b", "caf\u00e9")
  writing_at_once(
    expect_error(layer_string_lookup() %>% adapt(words, checkpoint = path, progress = stop_after(4)), "killed")
  )
  expect_true(file.exists(path))
  layer <- layer_string_lookup()
  layer %>% adapt(words, checkpoint = path)
  expect_identical(get_vocabulary(layer), c("[UNK]", "b", "caf\u00e9", "a"))
  expect_false(file.exists(path))
})
