needs_python()

test_that("zipped datasets are tuples without and dicts with names", {
  numbers <- range_dataset(to = 3)
  texts <- tensor_slices_dataset(c("a", "b"))
  both <- list(list(0L, "a"), list(1L, "b"))
  expect_identical(collected(zip_datasets(numbers, texts)), both)
  expect_identical(collected(zip_datasets(list(numbers, texts))), both)
  named <- list(list(n = 0L, t = "a"), list(n = 1L, t = "b"))
  expect_identical(collected(zip_datasets(n = numbers, t = texts)), named)
  expect_identical(collected(zip_datasets(list(n = numbers, t = texts))), named)
  nested <- zip_datasets(list(n = numbers, t = texts), numbers)
  expect_identical(collected(nested)[[2]], list(list(n = 1L, t = "b"), 1L))
})

test_that("datasets follow one another", {
  joined <- range_dataset(to = 2) %>% dataset_concatenate(range_dataset(5, 7), range_dataset(9, 10))
  expect_identical(all_values(joined), c(0L, 1L, 5L, 6L, 9L))
  expect_identical(all_values(dataset_concatenate(range_dataset(to = 2), list(range_dataset(to = 1)))), c(0L, 1L, 0L))
})

test_that("datasets are drawn from by weight, repeatably", {
  zeros <- dataset_repeat(tensor_slices_dataset(0L))
  ones <- dataset_repeat(tensor_slices_dataset(1L))
  drawn <- function(...) {
    sample_from_datasets(list(zeros, ones), ...) %>% dataset_batch(1000) %>% dataset_take(1) %>% all_values()
  }
  # Five standard deviations of a share of 1000 draws.
  expect_lt(abs(mean(drawn(seed = 1)) - 0.5), 5 * sqrt(0.25 / 1000))
  expect_lt(abs(mean(drawn(weights = c(0.9, 0.1), seed = 1)) - 0.1), 5 * sqrt(0.09 / 1000))
  expect_identical(drawn(weights = c(1, 0)), rep(0L, 1000))
  expect_identical(drawn(seed = 3), drawn(seed = 3))
  expect_false(identical(drawn(seed = 3), drawn(seed = 4)))
})

test_that("sampling stops at the end of a dataset, or goes on with the others", {
  short <- tensor_slices_dataset(c(1L, 2L))
  none <- dataset_take(short, 0)
  expect_length(collected(sample_from_datasets(list(none, short), weights = c(1, 0))), 0)
  all <- sample_from_datasets(list(none, short), seed = 1, stop_on_empty_dataset = FALSE)
  expect_identical(all_values(all), 1:2)
})

test_that("datasets are chosen from by their numbers, from 0", {
  datasets <- list(tensor_slices_dataset(c("a", "b")), tensor_slices_dataset(c("x", "y")))
  chosen <- function(choices, ...) all_values(choose_from_datasets(datasets, tensor_slices_dataset(choices), ...))
  expect_identical(chosen(c(0L, 1L, 1L, 0L)), c("a", "x", "y", "b"))
  expect_identical(chosen(c(1, 0)), c("x", "a"))
  expect_identical(chosen(c(0, 0, 0, 1)), c("a", "b"))
  expect_identical(chosen(c(0, 0, 0, 1), stop_on_empty_dataset = FALSE), c("a", "b", "x"))
  expect_error(chosen(c(0, 0.5)), "`choice_dataset` must hold whole numbers", class = "prelayer_error")
})

test_that("reports bad arguments in one sentence", {
  numbers <- range_dataset(to = 3)
  expect_snapshot(error = TRUE, {
    zip_datasets()
    zip_datasets(numbers, 1:3)
    dataset_concatenate(numbers, tensor_slices_dataset("a"))
    dataset_concatenate(numbers)
    dataset_concatenate(1, numbers)
    sample_from_datasets(numbers)
    sample_from_datasets(list(numbers, tensor_slices_dataset(list("a", 1L))))
    sample_from_datasets(list(numbers, numbers), seed = 1.5)
    sample_from_datasets(list(numbers, numbers), weights = c(0.5, NA))
    sample_from_datasets(list(numbers, numbers), weights = c(1, 2, 3))
    sample_from_datasets(list(numbers, numbers), weights = c(2, -1))
    sample_from_datasets(list(numbers, numbers), weights = c(0, 0))
    choose_from_datasets(list(numbers), 0:1)
  })
})
