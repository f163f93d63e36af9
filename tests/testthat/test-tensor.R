needs_python()

test_that("tensors keep what R has", {
  expect_identical(as_tensor(c(1, 2))$dtype$name, "float64")
  expect_identical(as_tensor(1:2)$dtype$name, "int32")
  expect_identical(as_tensor("a")$dtype$name, "string")
  expect_identical(as_tensor(TRUE)$dtype$name, "bool")
  expect_identical(as_tensor(c(1, 2), dtype = "int64")$dtype$name, "int64")
})

test_that("values come back without loss", {
  for (value in list(c(1.5, NaN, -Inf), 1:3, c(TRUE, FALSE), c("a", "\u00e9"), character(), numeric())) {
    expect_identical(as.vector(as_tensor(value)), value)
  }
  cube <- array(runif(24), 2:4)
  expect_identical(as.array(as_tensor(cube)), cube)
  words <- matrix(letters[1:6], 2)
  expect_identical(as.array(as_tensor(words)), words)
})

test_that("64-bit integers are integers, or doubles where they are large", {
  expect_identical(as.vector(as_tensor(c(1, -2), "int64")), c(1L, -2L))
  expect_identical(as.vector(as_tensor(c(1, 2^40), "int64")), c(1, 2^40))
  expect_identical(as.vector(as_tensor(4e9, "uint32")), 4e9)
  expect_identical(as.vector(as_tensor(2^53 - 1, "int64")), 2^53 - 1)
  expect_snapshot(error = TRUE, {
    as.array(tf$cast(as_int(2^53), "int64") + 1L)
    as.array(as_tensor(2^63, "uint64"))
  })
})

test_that("half precision comes back", {
  for (dtype in c("float16", "bfloat16")) expect_identical(as.vector(as_tensor(c(0.5, 2), dtype)), c(0.5, 2))
})

test_that("a vector of tokens prints as R's numbers do", {
  expect_output(print(as.array(as_tensor(c(2, 11, 14), "int64"))), "[1]  2 11 14", fixed = TRUE)
})

test_that("a ragged tensor is a list of rows", {
  ragged <- tf$RaggedTensor$from_row_lengths(c("a", "b", "c"), c(1L, 2L, 0L))
  expect_identical(as.array(ragged), list("a", c("b", "c"), character()))
  nested <- tf$RaggedTensor$from_row_lengths(ragged, c(1L, 2L))
  expect_identical(as.list(nested), list(list("a"), list(c("b", "c"), character())))
  rows <- tf$RaggedTensor$from_row_lengths(as_tensor(matrix(1:6, 3)), c(1L, 2L))
  expect_identical(as.array(rows), list(matrix(c(1L, 4L), 1), matrix(c(2L, 3L, 5L, 6L), 2)))
})

test_that("a sparse tensor is filled with zeros", {
  sparse <- tf$sparse$from_dense(diag(2))
  expect_identical(as.array(sparse), diag(2))
  expect_identical(dim(sparse), c(2L, 2L))
})

test_that("R's words work on tensors", {
  tensor <- as_tensor(matrix(1:6, 2))
  expect_identical(dim(tensor), 2:3)
  expect_length(tensor, 6)
  expect_null(dim(as_tensor(1)))
  expect_length(as_tensor(1), 1)
  expect_identical(as.matrix(tensor), matrix(1:6, 2))
  expect_identical(as.double(tensor), as.double(1:6))
  expect_identical(as.integer(as_tensor(c(1, 2))), 1:2)
  expect_identical(as.character(as_tensor(c("a", "b"))), c("a", "b"))
  expect_identical(as.logical(as_tensor(c(0L, 1L))), c(FALSE, TRUE))
  expect_identical(dim(keras$Input(shape = shape(NULL, 3))), c(NA, NA, 3L))
})

test_that("tensors print as arrays", {
  expect_snapshot({
    as_tensor(c(0, 2), "int64")
    as_tensor(diag(2))
    tf$RaggedTensor$from_row_lengths(1:3, c(1L, 2L))
  })
})

test_that("text prints as text", {
  expect_snapshot({
    as_tensor("\u00e9")
    as_tensor(c("\u00e9", "\u65e5\u672c"))
    as_tensor(matrix(c("a", "b", "c", "\u00e9"), 2))
    tf$RaggedTensor$from_row_lengths(c("\u00e9", "b", "c"), c(1L, 2L, 0L))
    tf$strings$substr("\u00e9", 0L, 1L)
  })
})

test_that("the elements of a list are rows, those of a data frame columns", {
  expect_identical(as.array(as_tensor(list(1:2, 3:4))), rbind(1:2, 3:4))
  expect_identical(as.array(as_tensor(data.frame(a = 1:2, b = 3:4))), cbind(1:2, 3:4))
  expect_identical(as.array(as_tensor(data.frame(a = 1, b = 3))), cbind(1, 3))
  expect_snapshot(error = TRUE, as_tensor(list(1, "a")))
})

test_that("a tensor of a graph has no values", {
  seen <- NULL
  tensor_slices_dataset(1:2) %>% dataset_map(function(x) {
    seen <<- tryCatch(as.array(x), error = conditionMessage)
    x
  })
  expect_identical(seen, "`x` must have values, but it is a tensor of a graph that has not run.")
})

test_that("shapes and tuples are Python tuples", {
  expect_identical(as_text(shape(NULL)), "(None,)")
  expect_identical(as_text(shape(NA, 32, 3L)), "(None, 32, 3)")
  expect_identical(as_text(shape()), "()")
  expect_identical(as_text(shape(c(28, 28))), "(28, 28)")
  expect_identical(as_text(tuple("a", 1L)), "('a', 1)")
  expect_snapshot(error = TRUE, shape(1.5))
})

test_that("lists are unpacked into names", {
  c(c(x_train, y_train), ...) %<-% list(list(1, 2), list(3, 4))
  expect_identical(c(x_train, y_train), c(1, 2))
})

test_that("a dtype that numbers do not fit into is an error", {
  expect_identical(as.vector(as_tensor(c(0, 255), "uint8")), c(0L, 255L))
  expect_identical(as.vector(as_tensor(c(NaN, Inf, 0.5), "float32")), c(NaN, Inf, 0.5))
  expect_identical(as.vector(as_tensor(1e10, "int64")), 1e10)
  expect_identical(as.vector(as_tensor(as_tensor(10.5), "int32")), 10L)
  expect_snapshot(error = TRUE, {
    as_tensor(c(1, 10.5), "int32")
    as_tensor(matrix(c(1, 2, 1e10, 4), 2), "int32")
    as_tensor(c(1L, 256L), "uint8")
    as_tensor(c(1, NaN), "int64")
    as_tensor(1e300, "float32")
  })
})

test_that("variables of Keras are tensors", {
  variable <- keras$Variable(matrix(c(1, 2, 3, 4), 2))
  expect_equal(as.array(variable), matrix(c(1, 2, 3, 4), 2))
  expect_equal(as.vector(variable), c(1, 2, 3, 4))
  expect_equal(dim(variable), c(2, 2))
})
