needs_python()

test_that("computes what its cases say", {
  run_cases("split_dataset")
})

rows_in <- function(dataset) lapply(dataset_collect(dataset), function(row) if (is.list(row)) lapply(row, as.array) else as.array(row))

test_that("splits what tensor_slices_dataset() takes", {
  x <- matrix(1:6, 3)
  parts <- split_dataset(list(x, c("a", "b", "c")), left_size = 2)
  expect_equal(rows_in(parts[[2]]), list(list(array(c(3, 6)), array("c"))), ignore_attr = TRUE)
  parts <- split_dataset(data.frame(size = 1:3, kind = factor(c("a", "b", "a"))), right_size = 1)
  expect_equal(lapply(rows_in(parts[[2]])[[1]], as.vector), list(size = 3L, kind = "a"))
})

test_that("batches are split by their rows", {
  batches <- tensor_slices_dataset(1:5) %>% dataset_batch(2) %>% dataset_map(~ .x * 2L)
  parts <- split_dataset(batches, left_size = 3)
  expect_equal(lapply(rows_in(parts[[1]]), as.vector), list(c(2, 4), 6))
  expect_equal(lapply(rows_in(parts[[2]]), as.vector), list(c(8, 10)))
})

test_that("a number below 1 is a share, and others count rows", {
  expect_length(dataset_collect(split_dataset(1:10, left_size = 0.3)[[1]]), 3)
  expect_length(dataset_collect(split_dataset(1:10, left_size = 1)[[1]]), 1)
  expect_length(dataset_collect(split_dataset(1:10, left_size = 4L, shuffle = TRUE)[[1]]), 4)
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    split_dataset(1:3)
    split_dataset(1:3, left_size = 1.5)
    split_dataset(1:3, left_size = 3)
    split_dataset(c(1, NA), left_size = 1)
    split_dataset(list(1:3, 1:2), left_size = 1)
    split_dataset(1:3, left_size = 1, preferred_backend = "torch")
  })
})
