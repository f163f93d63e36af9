needs_python()

test_that("TensorFlow gets a number as a float, as R has it", {
  expect_identical(tf$constant(1)$dtype$name, "float32")
  expect_identical(tf$constant(c(1, 2))$dtype$name, "float32")
  expect_identical(as.vector(tf$sqrt(4)), 2)
})

test_that("a whole number is an integer where TensorFlow takes nothing else", {
  expect_identical(dim(tf$expand_dims(as_tensor(1:3), 0)), c(1L, 3L))
  expect_identical(as.array(tf$one_hot(c(0, 2), 3)), rbind(c(1, 0, 0), c(0, 0, 1)))
  expect_identical(as.vector(tf$constant(c(1, 2), dtype = "int32")), 1:2)
  expect_identical(as.vector(tf$add(as_tensor(1:3), 2)), 3:5)
})

test_that("data stay floats beside an argument that must be an integer", {
  expect_identical(as.vector(tf$reduce_mean(c(1, 2), 0)), 1.5)
  expect_identical(tf$math$top_k(c(3, 1, 2), 2)$values$dtype$name, "float32")
  expect_identical(tf$fill(c(2, 2), 1)$dtype$name, "float32")
  expect_identical(tf$slice(c(1, 2, 3), list(0), list(2))$dtype$name, "float32")
})

test_that("submodules and classes of TensorFlow follow the same rules", {
  expect_identical(as.vector(tf$strings$substr("hello", 1, 3)), "ell")
  expect_identical(vapply(dataset_collect(tf$data$Dataset$range(3)), as.vector, 0L), 0:2)
  expect_identical(unclass(tf$keras$utils$to_categorical(c(0, 1), 2)), diag(2))
  ragged <- tf$RaggedTensor$from_row_lengths(letters[1:3], c(1, 2))
  expect_identical(as.array(ragged), list("a", c("b", "c")))
})

test_that("what TensorFlow refuses is an R error in one sentence", {
  expect_snapshot(error = TRUE, {
    tf$expand_dims(as_tensor(1:3), 5)
    tf$reduce_sum(as_tensor(diag(2)), 0.5)
    tf$strings$upper(c("a", NA))
    tf$strings$no_such_function
    tf$io$read_file("/no/such/file")
  })
})

test_that("a function that fails for another reason is called once", {
  calls <- 0
  expect_error(tf$map_fn(function(x) {
    calls <<- calls + 1
    stop("no such thing")
  }, as_tensor(c(1, 2)), parallel_iterations = 1L))
  expect_identical(calls, 1)
})

test_that("methods of a layer take R values by the same rules", {
  layer <- layer_string_lookup()
  layer$adapt(factor(c("b", "a", "b")))
  expect_identical(layer$get_vocabulary(), c("[UNK]", "b", "a"))
  layer$set_vocabulary(c("x", "y"))
  expect_identical(as.vector(layer("y")), 2L)
  frame <- data.frame(a = c(1, 3), b = c(10, 30))
  scaled <- layer_normalization()
  scaled$adapt(frame)
  expect_equal(as.array(scaled(frame)), matrix(c(-1, 1, -1, 1), 2))
  expect_snapshot(error = TRUE, {
    layer$adapt(c("a", NA))
    layer$set_vocabulary(c("a", NA))
    layer$no_such_method
  })
})

test_that("whole numbers are integers where Python asks for them", {
  for (row in whole_arguments()) {
    label <- sprintf("%s(%s = )", row$fun, row$argument)
    expect_identical(told_by_python(row, 10), "int 10", label = label)
    expect_identical(told_by_python(row, 10L), "int 10", label = label)
    expect_identical(told_by_python(row, 1e10), "int 10000000000", label = label)
  }
})

test_that("large whole numbers of a layer are not wrapped around", {
  expect_identical(layer_hashing(num_bins = 1e10)$num_bins, 1e10)
  expect_identical(layer_hashing(num_bins = 10)$num_bins, 10L)
})

test_that("a fraction where Python asks for a whole number is an error that names the argument", {
  for (row in whole_arguments()) {
    error <- expect_error(called_with(row, 10.5), class = "prelayer_error", label = row$fun)
    expect_match(conditionMessage(error), sprintf("^(%s: )?`%s` must be .*10\\.5", row$fun, row$argument))
  }
})
