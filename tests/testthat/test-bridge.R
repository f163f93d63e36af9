needs_python()

test_that("tf is TensorFlow, and its members are reached with $", {
  expect_identical(tf$data$AUTOTUNE, -1L)
  expect_output(print(tf), "Module(tensorflow)", fixed = TRUE)
})

test_that("temporary files of Python are deleted with those of R", {
  layer_rescaling(scale = 1)
  file <- reticulate::import("tempfile")$mkstemp()[[2]]
  expect_identical(dirname(file), normalizePath(tempdir()))
})

test_that("a layer is an R function and stays a Python object", {
  layer <- layer_rescaling(scale = 0.5)
  expect_type(layer, "closure")
  expect_identical(as.vector(layer(c(1, 2))), c(0.5, 1))
  expect_identical(layer$get_config()$scale, 0.5)
  expect_identical(as.vector(tf$map_fn(layer, as_tensor(c(2, 4), "float32"))), c(1, 2))
})

test_that("a layer takes whatever R has", {
  layer <- layer_rescaling(scale = 2)
  values <- list(3L, c(1, 2), matrix(1:4, 2), array(1:8, c(2, 2, 2)), as_tensor(c(1, 2)))
  for (value in values) expect_equal(as.vector(layer(value)), 2 * as.vector(value))
  expect_identical(dim(layer(array(1:24, 2:4))), 2:4)
})

test_that("objects are told apart by kind", {
  model <- keras$Sequential()
  expect_identical(py_kind(model), "sequential")
  input <- keras$Input(shape = shape(2))
  expect_identical(py_kind(input), "keras_tensor")
  layer <- layer_rescaling(scale = 1)
  expect_identical(py_kind(layer), "layer")
  expect_identical(py_kind(keras$Model(input, layer(input))), "model")
  expect_identical(py_kind(as_tensor(1)), "tensor")
  expect_identical(py_kind(tf$RaggedTensor$from_row_lengths(c(1L, 2L), c(1L, 1L))), "tensor")
  expect_identical(py_kind(tensor_slices_dataset(1:3)), "dataset")
  expect_identical(py_kind(1:3), "other")
  expect_identical(py_kind(tuple(1)), "other")
})

test_that("what Python gives back is a list by one rule", {
  nested <- tuple("a", list(one = 1, two = list(2, tuple(3))))
  expect_identical(as_r(tuple(1e10, 2^31, 3L, TRUE, NULL)), list(1e10, 2^31, 3L, TRUE, NULL))
  expect_identical(as_r(tuple(as_int(1e10))), list(1e10))
  expect_identical(as_r(nested), list("a", list(one = 1, two = list(2, list(3)))))
})

test_that("strings that are not UTF-8 are an error and not a guess", {
  expect_error(as.array(tf$strings$substr("\u00e9", 0L, 1L)), class = "prelayer_error")
})

test_that("numbers become arrays of NumPy without a copy, and do not change with R's", {
  for (x in list(c(1.5, 2), 1:3, matrix(c(1, 2, 3, 4), 2))) {
    array <- as_numpy(x)
    expect_false(as_r(array$flags$owndata))
    first <- x[[1]]
    x[[1]] <- 99L
    expect_equal(as_r(array$ravel()$tolist()[0]), first)
  }
  expect_equal(as_r(as_numpy(numeric(0))$shape), list(0))
  expect_equal(as_r(as_numpy(5)$shape), list(1))
  expect_equal(as_r(as_numpy(c(a = 1, b = 2))$tolist()), list(1, 2))
})
