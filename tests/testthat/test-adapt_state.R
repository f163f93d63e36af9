needs_python()

test_that("states of shards merge to what one pass learns", {
  words <- c("b", "a", "b", "c", "c", "c")
  whole <- layer_string_lookup()
  whole %>% adapt(words)
  first <- layer_string_lookup()
  first %>% adapt(words[1:2])
  second <- layer_string_lookup()
  second %>% adapt(words[3:6])
  second$merge(first$state())
  expect_identical(get_vocabulary(second), get_vocabulary(whole))
})
