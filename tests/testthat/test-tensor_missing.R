needs_python()

test_that("missing and infinite numbers of a tensor are found where R finds them", {
  x <- rbind(c(1, NaN, Inf), c(-Inf, 0, NaN))
  for (f in list(is.na, is.nan, is.finite, is.infinite)) {
    expect_identical(as.array(f(as_tensor(x))), f(x))
    expect_identical(as.array(f(as_tensor(x, "float16"))), f(x))
  }
})

test_that("whole numbers, text and logical values are never missing", {
  for (x in list(1:3, c("a", "NA"), c(TRUE, FALSE))) {
    for (f in list(is.na, is.finite, is.infinite)) expect_identical(as.vector(as.array(f(as_tensor(x)))), f(x))
    expect_identical(as.vector(as.array(is.nan(as_tensor(x)))), rep(FALSE, length(x)))
  }
})

test_that("missing numbers are found in a dataset and in a model", {
  mapped <- tensor_slices_dataset(c(4, NaN)) %>% dataset_map(~ is.na(.x))
  expect_identical(vapply(dataset_collect(mapped), as.vector, NA), c(FALSE, TRUE))
  filled <- tensor_slices_dataset(c(4, NaN)) %>% dataset_map(~ tf$where(is.na(.x), 0, .x))
  expect_equal(vapply(dataset_collect(filled), as.vector, 0), c(4, 0))
  input <- layer_input(shape = 2)
  model <- keras_model(input, is.na(input))
  expect_identical(as.array(model(rbind(c(1, NaN)))), rbind(c(FALSE, TRUE)))
})

test_that("tensors are not joined by R", {
  x <- as_tensor(1:2)
  expect_snapshot(error = TRUE, {
    c(x, x)
    cbind(x, 1)
    rbind(x, x)
  })
})
