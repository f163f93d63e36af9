needs_python()

values <- matrix(c(1.5, 2.5, 3.5, 4.5, 5.5, 6.5), 2)
x <- as_tensor(values)

test_that("positions in a tensor count from 1, as in R", {
  expect_equal(as.array(x[1, ]), array(values[1, ]))
  expect_equal(as.array(x[, 3]), array(values[, 3]))
  expect_equal(as.vector(x[2, 3]), values[2, 3])
  expect_equal(as.array(x[2:1, c(3, 1)]), values[2:1, c(3, 1)])
  expect_equal(as.array(as_tensor(letters)[2:3]), array(c("b", "c")))
})

test_that("a single index counts through the columns", {
  for (i in list(1, 2, 6:1, -1, c(TRUE, FALSE), integer(), cbind(c(1, 2), c(3, 1)))) {
    expect_equal(as.vector(x[i]), values[i])
  }
  cube <- array(runif(24), 2:4)
  expect_equal(as.vector(as_tensor(cube)[c(5, 24)]), cube[c(5, 24)])
  expect_equal(as.vector(as_tensor(7)[1]), 7)
})

test_that("negative, logical and empty indices choose as in R", {
  expect_equal(as.array(x[, -1]), values[, -1])
  expect_equal(as.array(x[, c(TRUE, FALSE, TRUE)]), values[, c(TRUE, FALSE, TRUE)])
  expect_equal(as.array(x[]), values)
  expect_equal(as.vector(x[x > 3]), values[values > 3])
  expect_identical(dim(x[integer(), ]), c(0L, 3L))
})

test_that("an axis is dropped where its index is one number and stays otherwise", {
  expect_identical(dim(x[1, ]), 3L)
  expect_null(dim(x[1, 1]))
  expect_identical(dim(x[1, , drop = FALSE]), c(1L, 3L))
  expect_identical(dim(x[-1, ]), c(1L, 3L))
  expect_identical(dim(x[c(FALSE, TRUE), ]), c(1L, 3L))
  expect_identical(dim(x[x > 6]), 1L)
  one_row <- as_tensor(matrix(1:3, 1))
  expect_identical(dim(one_row[, 2:3]), 1:2)
})

test_that("head, tail and rev take parts of a tensor", {
  numbers <- as_tensor(1:9)
  expect_identical(as.vector(head(numbers)), 1:6)
  expect_identical(as.vector(tail(numbers, 2)), 8:9)
  expect_identical(as.vector(rev(numbers)), 9:1)
  expect_equal(as.array(head(x, 1)), values[1, , drop = FALSE])
  expect_equal(as.array(tail(x, 1)), values[2, , drop = FALSE])
})

test_that("double brackets give one value, and members by name", {
  expect_equal(as.vector(x[[2, 3]]), 6.5)
  expect_equal(as.vector(x[[3]]), 3.5)
  expect_equal(x[["dtype"]]$name, "float64")
  expect_equal(x$dtype$name, "float64")
})

test_that("placeholders of a dataset and of a model have parts", {
  mapped <- tensor_slices_dataset(values) %>%
    dataset_batch(2) %>%
    dataset_map(~ list(.x[, 2:3], .x[2, 1]))
  expect_equal(lapply(dataset_collect(mapped)[[1]], as.array), list(values[, 2:3], array(2.5)))
  input <- layer_input(shape = 3)
  model <- keras_model(input, input[, -2])
  expect_equal(as.array(model(values)), values[, -2])
})

test_that("a ragged tensor is indexed by rows", {
  ragged <- tf$RaggedTensor$from_row_lengths(c("a", "b", "c"), c(1L, 2L, 0L))
  expect_identical(as.array(ragged[2:3]), list(c("b", "c"), character()))
  expect_identical(as.array(ragged[1]), list("a"))
  expect_identical(as.vector(ragged[[2]]), c("b", "c"))
})

test_that("what is no position of a tensor is refused in one sentence", {
  input <- layer_input(shape = 3)
  expect_snapshot(error = TRUE, {
    x[3, 1]
    x[0, ]
    x[7]
    x[1.5, ]
    x[NA, ]
    x[NA_integer_, ]
    x["a", ]
    x[c(TRUE, FALSE, TRUE), ]
    x[c(-1, 1), ]
    x[1, 1, 1]
    x[[1:2]]
    x[as_tensor(1L), ]
    input[1]
    input[-1, ]
  })
  expect_error(x[1, 1] <- 2)
  expect_error(tf$sparse$from_dense(diag(2))[1])
})
