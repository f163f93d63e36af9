needs_python()

test_that("each epoch has another order and every row once", {
  ds <- data_generator(data.frame(x = 1:100), "x", batch_size = 7, seed = 1)
  epochs <- replicate(3, unlist(lapply(dataset_collect(ds), values)))
  expect_equal(apply(epochs, 2, sort), matrix(1:100, 100, 3))
  expect_false(any(duplicated(t(cbind(1:100, epochs)))))
})

test_that("passes that interleave keep their orders", {
  ds <- data_generator(data.frame(x = 1:100), "x", batch_size = 10, seed = 1, max_queue_size = 1)
  passes <- list(as_array_iterator(ds), as_array_iterator(ds))
  found <- list(NULL, NULL)
  read <- function(place) found[[place]] <<- c(found[[place]], as.vector(iter_next(passes[[place]])[[1]]))
  for (place in c(1, 2, 1)) read(place)
  whole <- unlist(lapply(dataset_collect(ds), values))
  for (place in c(rep(1, 8), rep(2, 9))) read(place)
  for (rows in c(found, list(whole))) expect_equal(sort(rows), 1:100)
})

test_that("a seed repeats the orders", {
  epochs <- function(seed) {
    ds <- data_generator(data.frame(x = 1:50), "x", batch_size = 50, seed = seed)
    replicate(3, unlist(lapply(dataset_collect(ds), values)))
  }
  expect_equal(epochs(1), epochs(1))
  expect_false(identical(epochs(1), epochs(2)))
})

test_that("targets follow their rows", {
  ds <- data_generator(data.frame(x = 1:100, y = (1:100)^2), "x", "y", batch_size = 9)
  for (batch in dataset_collect(ds)) expect_equal(values(batch[[1]])^2, values(batch[[2]]))
})
