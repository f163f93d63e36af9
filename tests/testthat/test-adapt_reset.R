needs_python()

test_that("goes on learning without reset", {
  layer <- layer_normalization(axis = NULL)
  layer %>% adapt(c(1, 2))
  layer %>% adapt(c(3, 6), reset = FALSE)
  expect_equal(as.vector(layer$mean$numpy()), 3)
  expect_equal(as.vector(layer$variance$numpy()), 3.5)
})

test_that("forgets by default", {
  layer <- layer_string_lookup()
  layer %>% adapt(c("a", "a"))
  layer %>% adapt(c("b", "b"))
  expect_identical(get_vocabulary(layer), c("[UNK]", "b"))
})
