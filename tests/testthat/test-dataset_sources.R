needs_python()

test_that("a range stops before its end", {
  expect_identical(all_values(range_dataset(to = 3)), 0:2)
  expect_identical(all_values(range_dataset(1, 10, 3)), c(1L, 4L, 7L))
  expect_identical(all_values(range_dataset(3L, 0L, -1L)), 3:1)
  expect_identical(all_values(range_dataset(3, by = -1)), 3:1)
  expect_length(collected(range_dataset()), 0)
  expect_identical(schema(range_dataset(to = 3))$dtypes, "int64")
  expect_identical(schema(range_dataset(to = 3, dtype = "float32"))$dtypes, "float32")
  large <- 2^40
  expect_identical(all_values(range_dataset(large, large + 2)), c(large, large + 1))
})

test_that("random whole numbers repeat by their seed", {
  drawn <- function(seed) all_values(dataset_take(random_integer_dataset(seed), 20))
  expect_identical(drawn(1), drawn(1))
  expect_false(identical(drawn(1), drawn(2)))
  expect_true(all(drawn(1) >= 0 & drawn(1) < 2^32 & drawn(1) == trunc(drawn(1))))
  expect_identical(dataset_cardinality(random_integer_dataset()), Inf)
})

test_that("a value is one element", {
  expect_identical(collected(tensors_dataset(5L)), list(5L))
  expect_identical(dim(dataset_collect(tensors_dataset(diag(2)))[[1]]), c(2L, 2L))
  nested <- list(a = 1:2, b = list("x", TRUE))
  expect_identical(collected(tensors_dataset(nested)), list(nested))
})

test_that("the rows of a sparse tensor are elements", {
  sparse <- tf$sparse$from_dense(rbind(c(0L, 2L), c(3L, 0L)))
  rows <- lapply(dataset_collect(sparse_tensor_slices_dataset(sparse)), function(row) as.vector(as.array(row)))
  expect_identical(rows, list(c(0L, 2L), c(3L, 0L)))
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    range_dataset(to = 1.5)
    range_dataset(5)
    range_dataset(to = 3, by = 0)
    random_integer_dataset(seed = 0.5)
    tensors_dataset(NULL)
    tensors_dataset(c(a = 1, b = NA))
    sparse_tensor_slices_dataset(diag(2))
  })
})
