needs_python()

values <- matrix(c(0.25, 1.5, 2.5, 4), 2)
x <- as_tensor(values)

test_that("functions of each number give a tensor", {
  functions <- list(
    abs, sign, sqrt, floor, ceiling, exp, expm1, log, log1p, log2, log10, cos, sin, tan, atan, cosh, sinh, tanh, asinh
  )
  for (f in functions) expect_equal(as.array(f(x)), f(values))
  small <- as_tensor(values / 4)
  for (f in list(acos, asin, atanh)) expect_equal(as.array(f(small)), f(values / 4))
  expect_equal(as.array(acosh(x + 1)), acosh(values + 1))
  expect_equal(as.array(log(x, base = 3)), log(values, base = 3))
})

test_that("rounding keeps digits", {
  expect_equal(as.vector(round(as_tensor(c(1.26, -2.74)))), c(1, -3))
  expect_equal(as.vector(round(as_tensor(c(1.26, -2.74)), 1)), c(1.3, -2.7))
})

test_that("summaries of a tensor are R numbers", {
  for (f in list(sum, prod, max, min, range, mean)) expect_equal(f(x), f(values))
  expect_equal(max(x, 9), 9)
  expect_equal(sum(as_tensor(c(1, NaN)), na.rm = TRUE), 1)
  expect_true(any(x > 3))
  expect_false(all(x > 3))
  expect_identical(mean(as_tensor(c(1L, 2L))), 1.5)
  expect_identical(sum(as_tensor(c(2e9, 2e9), "int64")), 4e9)
})

test_that("functions of each number work in a dataset and in a model", {
  mapped <- tensor_slices_dataset(c(4, 9)) %>% dataset_map(~ sqrt(.x))
  expect_equal(vapply(dataset_collect(mapped), as.vector, 0), c(2, 3))
  input <- layer_input(shape = 2)
  expect_equal(as.array(keras_model(input, sqrt(input))(values)), sqrt(values), tolerance = 1e-6)
})

test_that("other functions and missing values are refused in one sentence", {
  input <- layer_input(shape = 2)
  expect_snapshot(error = TRUE, {
    cumsum(x)
    signif(x, 2)
    mean(as_tensor("a"))
    sum(input)
    mean(input)
    tensor_slices_dataset(1:2) %>% dataset_map(~ max(.x))
  })
})
