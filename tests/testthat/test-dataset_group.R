needs_python()

test_that("elements with a key make windows", {
  grouped <- range_dataset(to = 7) %>%
    dataset_group_by_window(~ .x %% 2, ~ dataset_batch(.y, 10), window_size = 2)
  expect_identical(collected(grouped), list(c(0L, 2L), c(1L, 3L), c(4L, 6L), 5L))
})

test_that("the size of a window follows from its key", {
  grouped <- range_dataset(to = 6) %>%
    dataset_group_by_window(
      key_func = ~ .x %% 2,
      reduce_func = function(key, window) dataset_map(dataset_batch(window, 10), ~ list(key, .x)),
      window_size_func = function(key) key + 1
    )
  expect_identical(
    collected(grouped),
    list(list(0L, 0L), list(0L, 2L), list(1L, c(1L, 3L)), list(0L, 4L), list(1L, 5L))
  )
})

test_that("keys may be of any whole dtype", {
  pairs <- tensor_slices_dataset(list(key = c(3L, 5L, 3L), value = c("a", "b", "c")))
  grouped <- dataset_group_by_window(pairs, ~ .x$key, ~ dataset_batch(.y, 10), window_size = 10)
  expect_identical(lapply(collected(grouped), function(group) group$value), list(c("a", "c"), "b"))
})

test_that("elements are drawn until classes have their shares", {
  drawn <- tensor_slices_dataset(rep(c(0L, 0L, 1L), 500)) %>%
    dataset_repeat() %>%
    dataset_rejection_resample(~ .x, target_dist = c(0.5, 0.5), initial_dist = c(2, 1) / 3, seed = 1) %>%
    dataset_batch(1000) %>%
    dataset_take(1) %>%
    collected()
  class <- drawn[[1]][[1]]
  expect_identical(class, drawn[[1]][[2]])
  expect_lt(abs(mean(class) - 0.5), 5 * sqrt(0.25 / 1000))
})

test_that("reports bad arguments in one sentence", {
  numbers <- range_dataset(to = 3)
  batched <- ~ dataset_batch(.y, 2)
  expect_snapshot(error = TRUE, {
    dataset_group_by_window(numbers, ~ .x %% 2, batched)
    dataset_group_by_window(numbers, ~ .x %% 2, batched, window_size = 2, window_size_func = ~.x)
    dataset_group_by_window(numbers, ~ .x / 2, batched, window_size = 2)
    dataset_group_by_window(numbers, ~1, batched, window_size = 2)
    dataset_group_by_window(numbers, ~.x, ~.x, window_size = 2)
    dataset_group_by_window(numbers, ~.x, function(window) window, window_size = 2)
    dataset_group_by_window(numbers, ~.x, batched, window_size = 2.5)
    dataset_rejection_resample(numbers, ~.x, target_dist = c(0.5, 0.4))
    dataset_rejection_resample(numbers, ~.x, target_dist = c(0.5, 0.3, 0.2), initial_dist = c(0.9, 0.1))
    dataset_rejection_resample(numbers, ~ .x > 1, target_dist = c(0.5, 0.5))
  })
})
