needs_python()

test_that("a dataset has a length", {
  ds <- range_dataset(to = 42)
  expect_identical(length(ds), 42L)
  expect_identical(length(dataset_batch(ds, 10)), 5L)
  expect_identical(length(dataset_repeat(ds)), Inf)
  expect_identical(length(dataset_filter(ds, ~ .x > 7)), NA_real_)
  expect_identical(length(dataset_take(dataset_repeat(ds), 50)), 50L)
  expect_equal(dataset_cardinality(range_dataset(to = 2^40)), 2^40)
  expect_identical(dataset_cardinality(dataset_repeat(ds)), Inf)
})

test_that("the number of elements is that of a dataset alone", {
  expect_snapshot(error = TRUE, dataset_cardinality(1:3))
})
