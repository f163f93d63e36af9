needs_python()

test_that("datasets in another order in each epoch are not cached", {
  data <- data.frame(n = 1:40, y = 1:40)
  numbers <- preprocessor(list(n = layer_rescaling(scale = 1)))
  rows <- function(dataset) unlist(iterate(as_array_iterator(dataset), function(batch) as.vector(batch[[2]])))
  loaded <- dataset_from_frame(data, target = "y", batch_size = 8, shuffle = TRUE, seed = 1)

  mapped <- dataset_preprocess(loaded, numbers)
  first <- rows(mapped)
  second <- rows(mapped)
  expect_false(identical(first, second))
  expect_setequal(second, 1:40)

  cached <- dataset_preprocess(loaded, numbers, cache = TRUE)
  expect_identical(rows(cached), rows(cached))
})
