needs_python()

test_that("learns the same where all tokens fit", {
  words <- c("b", "a", "b", "c", "c", "c")
  exact <- layer_string_lookup()
  exact %>% adapt(words)
  bounded <- layer_string_lookup()
  expect_silent(bounded %>% adapt(words, max_memory = 2^24))
  expect_identical(vocabulary_table(bounded), vocabulary_table(exact))
})

test_that("keeps what is frequent and says how wrong counts are", {
  numbers <- c(rep(1L, 5000), rep(2L, 4000), 3:60000)
  layer <- layer_integer_lookup(max_tokens = 3)
  data <- tensor_slices_dataset(numbers) %>% dataset_batch(1000)
  expect_message(layer %>% adapt(data, max_memory = 2^20), "Counts are up to [0-9]+ too low, within `max_memory`")
  expect_equal(get_vocabulary(layer), c(-1, 1, 2))
})

test_that("refuses a bound too small to count in", {
  expect_snapshot(error = TRUE, layer_string_lookup() %>% adapt("a", max_memory = 1000))
})
