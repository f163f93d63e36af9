needs_python()

numbers <- function(dataset) lapply(dataset_collect(dataset), function(x) as.vector(as.array(x)))

test_that("elements are joined into batches and taken apart", {
  ds <- tensor_slices_dataset(1:5)
  expect_identical(numbers(dataset_batch(ds, 2)), list(1:2, 3:4, 5L))
  expect_identical(numbers(dataset_batch(ds, 2L, drop_remainder = TRUE)), list(1:2, 3:4))
  parallel <- dataset_batch(ds, 2, num_parallel_calls = tf$data$AUTOTUNE)
  expect_identical(numbers(parallel), list(1:2, 3:4, 5L))
  expect_identical(numbers(dataset_unbatch(dataset_batch(ds, 2))), as.list(1:5))
})

test_that("a part of a dataset is taken or skipped", {
  ds <- tensor_slices_dataset(1:5)
  expect_identical(numbers(dataset_take(ds, 2)), list(1L, 2L))
  expect_identical(numbers(dataset_skip(ds, 3)), list(4L, 5L))
  expect_identical(numbers(dataset_take(ds, -1)), as.list(1:5))
})

test_that("a shard has every so many elements", {
  ds <- tensor_slices_dataset(1:7)
  expect_identical(numbers(dataset_shard(ds, 3, 0)), list(1L, 4L, 7L))
  expect_identical(numbers(dataset_shard(ds, 3L, 2L)), list(3L, 6L))
})

test_that("each value is kept once", {
  expect_identical(numbers(dataset_unique(tensor_slices_dataset(c(3L, 1L, 3L, 2L, 1L)))), list(3L, 1L, 2L))
  expect_identical(numbers(dataset_unique(tensor_slices_dataset(c("b", "a", "b")))), list("b", "a"))
})

test_that("batches get another size", {
  ds <- dataset_batch(tensor_slices_dataset(1:7), 3)
  expect_identical(numbers(dataset_rebatch(ds, 2)), list(1:2, 3:4, 5:6, 7L))
  expect_identical(numbers(dataset_rebatch(ds, 5, drop_remainder = TRUE)), list(1:5))
})

test_that("a dataset is shuffled anew each time that it is repeated", {
  twice <- unlist(numbers(dataset_shuffle_and_repeat(tensor_slices_dataset(1:50), 50, count = 2, seed = 1)))
  expect_setequal(twice[1:50], 1:50)
  expect_setequal(twice[51:100], 1:50)
  expect_false(identical(twice[1:50], twice[51:100]))
  expect_identical(length(dataset_shuffle_and_repeat(tensor_slices_dataset(1:3), 3)), Inf)
})

test_that("whole numbers count alike however R writes them, and are refused with a fraction", {
  ds <- tensor_slices_dataset(1:12)
  repeated <- function(n) dataset_take(dataset_repeat(ds, n), 30)
  verbs <- list(
    batch_size = function(n) dataset_batch(ds, n),
    batch_size = function(n) dataset_rebatch(dataset_batch(ds, 5), n),
    batch_size = function(n) dataset_padded_batch(ds, n),
    batch_size = function(n) dataset_ragged_batch(dataset_batch(ds, 3), n),
    num_parallel_calls = function(n) dataset_batch(ds, 4, num_parallel_calls = n),
    num_parallel_calls = function(n) dataset_map(ds, ~.x, num_parallel_calls = n),
    count = function(n) dataset_take(ds, n),
    count = function(n) dataset_skip(ds, n),
    count = repeated,
    num_shards = function(n) dataset_shard(ds, n, 0),
    index = function(n) dataset_shard(ds, 20, n),
    buffer_size = function(n) dataset_shuffle(ds, n, seed = 1),
    seed = function(n) dataset_shuffle(ds, 12, seed = n),
    buffer_size = function(n) dataset_shuffle_and_repeat(ds, n, count = 1, seed = 1),
    buffer_size = function(n) dataset_prefetch(ds, n),
    size = function(n) dataset_flat_map(dataset_window(ds, n), ~.x),
    shift = function(n) dataset_flat_map(dataset_window(ds, 2, shift = n), ~.x),
    stride = function(n) dataset_flat_map(dataset_window(ds, 2, stride = n), ~.x),
    cycle_length = function(n) dataset_interleave(ds, ~ dataset_repeat(tensors_dataset(.x), 3), cycle_length = n),
    block_length = function(n) dataset_interleave(ds, ~ dataset_repeat(tensors_dataset(.x), 3), 2, block_length = n),
    start = function(n) dataset_map(dataset_enumerate(ds, n), ~.x),
    window_size = function(n) dataset_group_by_window(ds, ~ .x %% 2, ~ dataset_batch(.y, 9), window_size = n),
    to = function(n) range_dataset(to = n),
    by = function(n) range_dataset(to = 30, by = n),
    seed = function(n) dataset_take(random_integer_dataset(n), 3)
  )
  for (place in seq_along(verbs)) {
    verb <- verbs[[place]]
    label <- sprintf("verb %d", place)
    expect_identical(numbers(verb(10)), numbers(verb(10L)), label = label)
    refused <- sprintf("`%s` must be a whole number.* not 10[.]5", names(verbs)[[place]])
    expect_error(verb(10.5), refused, class = "prelayer_error", label = label)
    expect_error(verb("ten"), "must be a whole number", class = "prelayer_error", label = label)
  }
})

test_that("whole numbers may be larger than R's integers", {
  ds <- tensor_slices_dataset(1:7)
  expect_identical(numbers(dataset_take(ds, 1e10)), as.list(1:7))
  expect_identical(length(dataset_repeat(ds, 1e10)), 7e10)
  expect_identical(numbers(dataset_map(dataset_enumerate(ds, 1e10), ~.x))[[2]], 1e10 + 1)
})

test_that("a dataset is repeated a number of times or without end", {
  ds <- tensor_slices_dataset(1:2)
  expect_identical(numbers(dataset_repeat(ds, 2)), list(1L, 2L, 1L, 2L))
  endless <- dataset_repeat(ds)
  expect_identical(numbers(dataset_take(endless, 5)), list(1L, 2L, 1L, 2L, 1L))
  expect_length(dataset_collect(endless, iter_max = 7), 7)
})

test_that("shuffling keeps every element and a seed repeats its order", {
  ds <- tensor_slices_dataset(1:50)
  once <- function(...) unlist(numbers(dataset_shuffle(ds, 50, ...)))
  expect_setequal(once(), 1:50)
  expect_false(identical(once(seed = 1), 1:50))
  expect_identical(once(seed = 1), once(seed = 1))
  fixed <- dataset_shuffle(ds, 50, seed = 1, reshuffle_each_iteration = FALSE)
  expect_identical(numbers(fixed), numbers(fixed))
})

test_that("prefetching and caching change no element", {
  ds <- tensor_slices_dataset(1:4)
  folder <- new_folder()
  expect_identical(numbers(dataset_prefetch(ds)), as.list(1:4))
  expect_identical(numbers(dataset_prefetch(ds, 2)), as.list(1:4))
  expect_identical(numbers(dataset_cache(ds)), as.list(1:4))
  on_disk <- dataset_cache(ds, file.path(folder, "kept"))
  expect_identical(numbers(on_disk), as.list(1:4))
  expect_true(length(list.files(folder, pattern = "^kept")) > 0)
})

test_that("a cached element is computed once", {
  drawn <- tensor_slices_dataset(1:3) %>%
    dataset_map(function(i) tf$random$uniform(shape())) %>%
    dataset_cache()
  expect_identical(numbers(drawn), numbers(drawn))
})

test_that("a dataset that Python made is as good as one of ours", {
  python <- reticulate::import("tensorflow", convert = FALSE)
  ds <- python$data$Dataset$range(5L)
  expect_identical(numbers(dataset_batch(ds, 2)), list(0:1, 2:3, 4L))
  expect_identical(numbers(dataset_map(ds, ~ .x * 2)), as.list(0:4 * 2L))
  both <- python$data$Dataset$zip(reticulate::tuple(ds, ds))
  expect_identical(numbers(dataset_map(both, function(a, b) a + b)), as.list(0:4 * 2L))
})

test_that("a ragged dataset keeps the lengths of its rows", {
  ds <- tensor_slices_dataset(tf$ragged$constant(list(list(1L, 2L), list(3L))))
  expect_identical(numbers(ds), list(1:2, 3L))
  batch <- reticulate::iter_next(as_array_iterator(dataset_batch(ds, 2)))
  expect_equal(lapply(batch, as.vector), list(1:2, 3L))
})

test_that("an error while elements are read comes through", {
  bad <- tensor_slices_dataset(c("1", "x")) %>% dataset_map(~ tf$strings$to_number(.x))
  expect_error(dataset_collect(bad), "StringToNumberOp could not correctly convert string: x", class = "prelayer_error")
})

test_that("a number that a verb needs is not NULL", {
  ds <- tensor_slices_dataset(1:12)
  verbs <- list(
    batch_size = function(n) dataset_batch(ds, n),
    batch_size = function(n) dataset_rebatch(ds, n),
    batch_size = function(n) dataset_padded_batch(ds, n),
    batch_size = function(n) dataset_ragged_batch(ds, n),
    count = function(n) dataset_take(ds, n),
    count = function(n) dataset_skip(ds, n),
    num_shards = function(n) dataset_shard(ds, n, 0),
    index = function(n) dataset_shard(ds, 20, n),
    buffer_size = function(n) dataset_shuffle(ds, n),
    size = function(n) dataset_window(ds, n),
    stride = function(n) dataset_window(ds, 2, stride = n),
    start = function(n) dataset_enumerate(ds, n),
    from = function(n) range_dataset(n, 3),
    to = function(n) range_dataset(to = n),
    by = function(n) range_dataset(to = 30, by = n),
    record_bytes = function(n) fixed_length_record_dataset("file", n),
    iter_max = function(n) dataset_collect(ds, n)
  )
  for (place in seq_along(verbs)) {
    refused <- sprintf("`%s` must be a whole number.*, not NULL[.]", names(verbs)[[place]])
    expect_error(verbs[[place]](NULL), refused, class = "prelayer_error", label = sprintf("verb %d", place))
  }
})

test_that("a number of elements to collect is a whole number or Inf", {
  ds <- tensor_slices_dataset(1:3)
  expect_length(dataset_collect(ds, Inf), 3)
  expect_length(dataset_collect(ds, 2), 2)
  for (wrong in list(NA, NaN, "2", -Inf, -1, 1.5)) {
    expect_error(dataset_collect(ds, wrong), "`iter_max` must ", fixed = TRUE, class = "prelayer_error")
  }
})

test_that("whether a batch that is not full is left out is TRUE or FALSE", {
  ds <- tensor_slices_dataset(1:3)
  for (verb in list(dataset_batch, dataset_rebatch, dataset_padded_batch, dataset_ragged_batch, dataset_window)) {
    expect_error(
      verb(ds, 2, drop_remainder = "yes"), "`drop_remainder` must be TRUE or FALSE, not \"yes\".",
      fixed = TRUE, class = "prelayer_error"
    )
  }
})

test_that("a function that is NULL is an error in R's words", {
  ds <- tensor_slices_dataset(1:3)
  for (verb in list(dataset_map, dataset_filter, dataset_take_while, dataset_flat_map, dataset_interleave)) {
    expect_error(
      verb(ds, NULL), "must be a function, a formula such as ~ list(.x, .y) or a layer, not NULL.",
      fixed = TRUE, class = "prelayer_error"
    )
  }
})

test_that("reports bad arguments in one sentence", {
  ds <- tensor_slices_dataset(1:3)
  expect_snapshot(error = TRUE, {
    dataset_batch(ds, 1.5)
    dataset_batch(ds, 0)
    dataset_batch(ds, "two")
    dataset_batch(1:3, 2)
    dataset_take(ds, c(1, 2))
    dataset_shuffle(ds, -5)
    dataset_shuffle(ds, 5, seed = 0.5)
    dataset_repeat(ds, 2.5)
    dataset_shard(ds, 2, 0.5)
    dataset_shard(ds, 2, 2)
    dataset_rebatch(ds, "two")
    dataset_unique(tensor_slices_dataset(c(1, 1.5)))
    dataset_unique(tensor_slices_dataset(list(a = 1:2)))
    dataset_shuffle_and_repeat(1:3, 2)
    dataset_prefetch(NULL)
    dataset_collect(dataset_repeat(ds))
    tensor_slices_dataset(list(1:3, c("a", "b")))
    tensor_slices_dataset(NULL)
    tensor_slices_dataset(list())
    tensor_slices_dataset(list(text = c("a", NA)))
  })
})

test_that("the help on datasets lists every function that takes or makes one", {
  topic <- test_path("..", "..", "R", "dataset-topic.R")
  skip_if_not(file.exists(topic), "not in the source tree")
  exported <- grep("^dataset_|_datasets?$|_dataset_from_", getNamespaceExports("prelayer"), value = TRUE)
  # Data that comes ready-made is no verb.
  exported <- setdiff(exported, grep("^dataset_(cifar|mnist|fashion|imdb|reuters|boston)", exported, value = TRUE))
  text <- readLines(topic)
  listed <- unlist(regmatches(text, gregexpr("(?<=\\[)\\w+(?=\\(\\)\\])", text, perl = TRUE)))
  expect_identical(setdiff(exported, listed), character())
})
