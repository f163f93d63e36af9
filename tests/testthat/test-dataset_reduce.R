needs_python()

test_that("a dataset is summed up in one value", {
  ds <- tensor_slices_dataset(1:4)
  expect_identical(as.vector(dataset_reduce(ds, 0L, ~ .x + .y)), 10L)
  expect_equal(as.vector(dataset_reduce(ds, 1, function(state, number) state * tf$cast(number, "float32"))), 24)
  expect_identical(as.vector(dataset_reduce(dataset_take(ds, 0), 7L, ~ .x + .y)), 7L)
})

test_that("a state may be a list", {
  ds <- tensor_slices_dataset(c(2L, 5L, 3L))
  both <- dataset_reduce(ds, list(sum = 0L, largest = 0L), function(state, number) {
    list(sum = state$sum + number, largest = tf$maximum(state$largest, number))
  })
  expect_identical(lapply(both, as.vector), list(sum = 10L, largest = 5L))
  pair <- dataset_reduce(ds, list(0L, 0L), ~ list(.x[[1]] + .y, .x[[2]] + 1L))
  expect_identical(lapply(pair, as.vector), list(10L, 3L))
})

test_that("an element beside a state is in one piece", {
  pairs <- tensor_slices_dataset(list(1:3, 4:6))
  expect_identical(as.vector(dataset_reduce(pairs, 0L, function(state, pair) state + pair[[1]] * pair[[2]])), 32L)
  dicts <- tensor_slices_dataset(list(a = 1:3, b = 4:6))
  expect_identical(as.vector(dataset_reduce(dicts, 0L, ~ .x + .y$a * .y$b)), 32L)
})

test_that("the parts of a state are told by their names", {
  ds <- tensor_slices_dataset(c(2L, 5L, 3L))
  first <- list(sum = 0L, count = 0L)
  # In another order they are the same parts; without names, or with others, they could be any.
  turned <- dataset_reduce(ds, first, ~ list(count = .x$count + 1L, sum = .x$sum + .y))
  expect_identical(lapply(turned, as.vector)[c("sum", "count")], list(sum = 10L, count = 3L))
  expect_error(dataset_reduce(ds, first, ~ list(.x$sum + .y, .x$count + 1L)), "like the first one, list\\(sum")
  expect_error(dataset_reduce(ds, first, ~ list(total = .x$sum + .y, count = .x$count)), "like the first one")
  expect_error(dataset_scan(ds, first, ~ list(list(.x$sum + .y, .x$count), .y)), "like the first one, list\\(sum")
})

test_that("a state keeps its dtypes, also where the next one is made of values of R", {
  ds <- tensor_slices_dataset(c(2L, 5L, 3L))
  expect_identical(all_values(dataset_scan(ds, 0L, ~ list(7L, .x + .y))), c(2L, 12L, 10L))
  last <- dataset_reduce(ds, list(0L, 0), ~ list(.x[[1]] + .y, 0.5))
  expect_identical(lapply(last, as.vector), list(10L, 0.5))
  longer <- dataset_reduce(ds, 1:2, ~ tf$concat(list(.x, tf$expand_dims(.y, 0L)), 0L))
  expect_identical(as.vector(longer), c(1:2, 2L, 5L, 3L))
})

test_that("a scan gives what comes of each element", {
  sums <- tensor_slices_dataset(1:4) %>% dataset_scan(0L, ~ list(.x + .y, .x + .y))
  expect_identical(all_values(sums), cumsum(1:4))
  steps <- tensor_slices_dataset(c(3L, 7L, 4L)) %>% dataset_scan(0L, ~ list(.y, list(step = .y - .x)))
  expect_identical(collected(steps), list(list(step = 3L), list(step = 4L), list(step = -3L)))
})

test_that("batches that R makes are summed up and scanned", {
  made <- 0
  ds <- generator_dataset(function() {
    made <<- made + 1
    list(made, 2)
  }, num_batches = 3)
  total <- dataset_reduce(ds, 0, function(state, batch) state + tf$reduce_sum(batch[[1]] * batch[[2]]))
  expect_equal(as.vector(total), 2 * (1 + 2 + 3))
  both <- dataset_reduce(ds, list(n = 0L), function(state, batch) list(n = state$n + 1L))
  expect_identical(lapply(both, as.vector), list(n = 3L))
  counts <- dataset_scan(ds, 0L, function(state, batch) list(state + 1L, state + 1L))
  expect_identical(all_values(counts), 1:3)
  expect_snapshot(error = TRUE, dataset_reduce(ds, 0, function(state, batch) stop("no sum")))
})

test_that("elements are counted", {
  texts <- tensor_slices_dataset(c("a", "b"))
  expect_identical(collected(dataset_enumerate(texts)), list(list(0L, "a"), list(1L, "b")))
  expect_identical(collected(dataset_enumerate(texts, start = 10))[[2]], list(11L, "b"))
})

test_that("reports bad arguments in one sentence", {
  ds <- tensor_slices_dataset(list(1:4, 1:4))
  expect_snapshot(error = TRUE, {
    dataset_reduce(ds, 0L, function(state, x, y) state)
    dataset_reduce(ds, 0L, ~1)
    dataset_reduce(ds, NA, ~.x)
    dataset_scan(ds, 0L, function(state, pair) state)
    dataset_scan(ds, 0L, "sum")
    dataset_scan(ds, 0L, ~ list(tf$cast(.x, "float32"), .x))
    dataset_reduce(ds, 0L, ~ tf$stack(.y))
    dataset_reduce(ds, list(a = 0L, b = 0L), ~ list(a = .x$a))
    dataset_reduce(ds, list(a = 0L, b = 0L), ~ list(a = .x$a, b = .x$c))
    dataset_reduce(tensor_slices_dataset(list(a = 1:2)), 0L, ~ .x + .y$b)
    dataset_scan(ds, NULL, ~ list(.x, .y))
    dataset_reduce(ds, list(), ~.x)
    dataset_enumerate(ds, start = -1)
  })
})

test_that("a state may be a tuple", {
  ds <- tensor_slices_dataset(c(1, 2, 4))
  sums <- dataset_reduce(ds, tuple(0, c(0, 0)), function(state, x) tuple(state[[1]] + x, state[[2]] + c(1, 2)))
  expect_equal(lapply(sums, as.vector), list(7, c(3, 6)))
  running <- dataset_scan(ds, tuple(0, 0L), function(state, x) {
    sum <- state[[1]] + x
    tuple(tuple(sum, state[[2]] + 1L), sum)
  })
  expect_equal(vapply(dataset_collect(running), as.vector, 0), c(1, 3, 7))
})
