needs_python()

rows <- function() dataset_map(range_dataset(1, 5), ~ tf$range(.x))

matrices <- function(dataset) lapply(dataset_collect(dataset), as.array)

test_that("elements are filled up to the largest one of their batch", {
  expect_identical(matrices(dataset_padded_batch(rows(), 2)), list(
    rbind(c(0L, 0L), c(0L, 1L)), rbind(c(0L, 1L, 2L, 0L), 0:3)
  ))
  expect_identical(matrices(dataset_padded_batch(rows(), 3, drop_remainder = TRUE, padding_values = -1)), list(
    rbind(c(0L, -1L, -1L), c(0L, 1L, -1L), 0:2)
  ))
})

test_that("elements are filled up to a shape", {
  for (size in list(5, c(5), shape(5), list(5L))) {
    expect_identical(dim(matrices(dataset_padded_batch(rows(), 2, padded_shapes = size))[[1]]), c(2L, 5L))
  }
  for (size in list(NA, -1, shape(NULL), list(NULL))) {
    expect_identical(dim(matrices(dataset_padded_batch(rows(), 2, padded_shapes = size))[[1]]), c(2L, 2L))
  }
  square <- dataset_map(range_dataset(1, 3), ~ tf$ones(tf$stack(list(.x, .x))))
  filled <- matrices(dataset_padded_batch(square, 2, padded_shapes = c(NA, 3)))[[1]]
  expect_identical(dim(filled), c(2L, 2L, 3L))
  expect_equal(filled[2, , ], rbind(c(1, 1, 0), c(1, 1, 0)))
})

test_that("shapes and values have the structure of an element", {
  pairs <- dataset_map(dataset_take(rows(), 2), ~ list(list(id = .x, text = tf$as_string(.x)), tf$size(.x)))
  filled <- dataset_padded_batch(
    pairs, 2,
    padded_shapes = list(list(text = 3, id = NA), shape()),
    padding_values = list(list(text = "none", id = 9), NULL)
  )
  first <- dataset_collect(filled)[[1]]
  expect_identical(as.array(first[[1]]$id), rbind(c(0L, 9L), c(0L, 1L)))
  expect_identical(as.array(first[[1]]$text), rbind(c("0", "none", "none"), c("0", "1", "none")))
  expect_identical(as.vector(first[[2]]), 1:2)
})

test_that("elements of about a length share a batch", {
  lengths <- c(1L, 4L, 2L, 5L, 1L, 7L)
  texts <- tensor_slices_dataset(lengths) %>% dataset_map(~ tf$ones(tf$expand_dims(.x, 0L), "int32"))
  buckets <- function(...) {
    dataset_bucket_by_sequence_length(texts, ~ tf$size(.x), c(3, 6), c(2, 2, 2), ...)
  }
  filled <- matrices(buckets(padding_values = 0))
  expect_identical(lapply(filled, rowSums), list(c(1, 2), c(4, 5), 1, 7))
  expect_identical(lapply(filled, ncol), list(2L, 5L, 1L, 7L))
  short <- tensor_slices_dataset(1:4) %>% dataset_map(~ tf$ones(tf$expand_dims(.x, 0L)))
  to_boundary <- dataset_bucket_by_sequence_length(
    short, function(x) tf$size(x), c(3, 6), c(2, 2, 2), pad_to_bucket_boundary = TRUE
  )
  expect_identical(lapply(matrices(to_boundary), ncol), list(2L, 5L))
  expect_length(matrices(buckets(drop_remainder = TRUE)), 2)
})

test_that("elements of different sizes make ragged batches", {
  batches <- dataset_collect(dataset_ragged_batch(rows(), 3))
  expect_identical(lapply(as.array(batches[[1]]), as.vector), list(0L, 0:1, 0:2))
  expect_length(dataset_collect(dataset_ragged_batch(rows(), 3, drop_remainder = TRUE)), 1)
  narrow <- dataset_ragged_batch(rows(), 3, row_splits_dtype = "int32")
  expect_identical(dataset_collect(narrow)[[1]]$row_splits$dtype$name, "int32")
})

test_that("reports bad arguments in one sentence", {
  ds <- rows()
  pairs <- dataset_map(ds, ~ list(a = .x, b = tf$size(.x)))
  expect_snapshot(error = TRUE, {
    dataset_padded_batch(ds, 2.5)
    dataset_padded_batch(ds, 2, padded_shapes = 2.5)
    dataset_padded_batch(pairs, 2, padded_shapes = list(a = 3))
    dataset_padded_batch(pairs, 2, padding_values = list(a = 3, c = 4))
    dataset_padded_batch(ds, 2, padding_values = 0.5)
    dataset_padded_batch(ds, 2, padding_values = "none")
    dataset_padded_batch(pairs, 2, padding_values = NA)
    dataset_bucket_by_sequence_length(ds, ~ tf$size(.x), c(3, 2), c(1, 1, 1))
    dataset_bucket_by_sequence_length(ds, ~ tf$size(.x), c(2, 3), c(1, 1))
    dataset_bucket_by_sequence_length(ds, ~.x, c(2, 3), c(1, 1, 1))
    dataset_ragged_batch(ds, 0)
  })
})
