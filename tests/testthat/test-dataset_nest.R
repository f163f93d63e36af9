needs_python()

test_that("a dataset is made of each element", {
  nested <- range_dataset(1, 4) %>% dataset_flat_map(~ dataset_repeat(tensors_dataset(.x * 10), .x))
  expect_identical(all_values(nested), c(10L, 20L, 20L, 30L, 30L, 30L))
  pairs <- tensor_slices_dataset(list(1:2, c("a", "b")))
  spread <- dataset_flat_map(pairs, function(n, text) tensors_dataset(list(text, n)))
  expect_identical(collected(spread), list(list("a", 1L), list("b", 2L)))
})

test_that("rows become elements by flat_map", {
  rows <- tensor_slices_dataset(matrix(1:6, 2)) %>% dataset_flat_map(tensor_slices_dataset)
  expect_identical(all_values(rows), c(1L, 3L, 5L, 2L, 4L, 6L))
})

test_that("datasets are read in turn", {
  copies <- function(...) {
    all_values(dataset_interleave(range_dataset(1, 4), ~ dataset_repeat(tensors_dataset(.x), 3), ...))
  }
  expect_identical(copies(cycle_length = 1), rep(1:3, each = 3))
  expect_identical(copies(cycle_length = 2), c(1L, 2L, 1L, 2L, 1L, 2L, 3L, 3L, 3L))
  expect_identical(copies(cycle_length = 2, block_length = 2), c(1L, 1L, 2L, 2L, 1L, 2L, 3L, 3L, 3L))
  parallel <- copies(cycle_length = 3, num_parallel_calls = tf$data$AUTOTUNE, deterministic = TRUE)
  expect_identical(parallel, rep(1:3, 3))
})

test_that("windows hold elements in line", {
  windows <- function(...) {
    range_dataset(to = 5) %>% dataset_window(...) %>% dataset_flat_map(~ dataset_batch(.x, 5)) %>% collected()
  }
  expect_identical(windows(2), list(0:1, 2:3, 4L))
  expect_identical(windows(3, shift = 1, drop_remainder = TRUE), list(0:2, 1:3, 2:4))
  expect_identical(windows(2, shift = 1, stride = 2, drop_remainder = TRUE), list(c(0L, 2L), c(1L, 3L), c(2L, 4L)))
})

test_that("windows of lists have a dataset for each entry", {
  joined <- tensor_slices_dataset(list(a = 1:4, b = 5:8)) %>%
    dataset_window(2) %>%
    dataset_flat_map(~ zip_datasets(list(b = dataset_batch(.x$b, 2), a = dataset_batch(.x$a, 2))))
  expect_identical(collected(joined)[[2]][c("a", "b")], list(a = 3:4, b = 7:8))
})

test_that("verbs in a mapped function tell their own errors", {
  expect_snapshot(error = TRUE, {
    dataset_flat_map(range_dataset(to = 2), ~ dataset_map(tensors_dataset(.x), ~1))
  })
})

test_that("reports bad arguments in one sentence", {
  numbers <- range_dataset(to = 3)
  expect_snapshot(error = TRUE, {
    dataset_flat_map(numbers, ~ .x + 1)
    dataset_flat_map(numbers, function() numbers)
    dataset_interleave(numbers, ~ tensors_dataset(.x), cycle_length = 1.5)
    dataset_interleave(numbers, ~ tensors_dataset(.x), block_length = 0)
    dataset_window(numbers, 0)
    dataset_window(numbers, 2, shift = "one")
    dataset_window(1:3, 2)
  })
})
