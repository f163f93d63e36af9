needs_python()

test_that("an iterator gives arrays in the shape of the elements", {
  ds <- tensor_slices_dataset(list(list(a = 1:4, b = c("w", "x", "\u00e9", "z")), c(0.5, 1, 2, 4)))
  batches <- as_array_iterator(dataset_batch(ds, 2))
  first <- iter_next(batches)
  expect_equal(first, list(list(a = array(1:2), b = array(c("w", "x"))), array(c(0.5, 1))))
  expect_identical(as.vector(iter_next(batches)[[1]]$b), c("\u00e9", "z"))
  expect_null(iter_next(batches))
  scalars <- iterate(as_array_iterator(tensor_slices_dataset(list(1:2, 3:4))))
  expect_equal(scalars, list(list(array(1L), array(3L)), list(array(2L), array(4L))))
})

test_that("elements are taken one by one", {
  numbers <- as_iterator(tensor_slices_dataset(1:3))
  expect_identical(as.vector(iter_next(numbers)), 1L)
  expect_identical(as.vector(iterator_get_next(numbers)), 2L)
  expect_identical(as.vector(iterator_get_next(numbers)), 3L)
  expect_error(iterator_get_next(numbers), "is at its end", class = "prelayer_error")
  expect_null(iter_next(numbers))
})

test_that("elements of an iterator are lists as elsewhere", {
  one <- iter_next(as_iterator(tensor_slices_dataset(list(list(a = 1:2, b = 3:4), 5:6))))
  expect_identical(values(one), list(list(a = 1L, b = 3L), 5L))
})

test_that("a loop goes on until the end", {
  numbers <- as_iterator(tensor_slices_dataset(1:5))
  total <- 0
  until_out_of_range({
    number <- iterator_get_next(numbers)
    total <- total + as.vector(number)
  })
  expect_equal(total, 15)
  python <- as_iterator(tensor_slices_dataset(1:3))
  count <- 0
  until_out_of_range({
    python$get_next()
    count <- count + 1
  })
  expect_equal(count, 3)
})

test_that("other errors in a loop come through", {
  expect_error(until_out_of_range(stop("something else")), "something else")
  numbers <- as_iterator(tensor_slices_dataset(1L))
  expect_identical(tryCatch(as.vector(iterator_get_next(numbers)), error = out_of_range_handler), 1L)
  expect_null(tryCatch(iterator_get_next(numbers), error = out_of_range_handler))
  expect_error(tryCatch(stop("something else"), error = out_of_range_handler), "something else")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    as_array_iterator("ds")
    iterator_get_next(1:3)
  })
})

test_that("a dataset is a list of its elements where R asks for one", {
  ds <- tensor_slices_dataset(c(1, 4, 9))
  expect_equal(vapply(ds, as.vector, 0), c(1, 4, 9))
  expect_length(as.list(ds), 3)
  expect_error(as.list(dataset_repeat(ds)), "never ends", class = "prelayer_error")
})
