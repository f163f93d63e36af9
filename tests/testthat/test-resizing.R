needs_python()

test_that("computes what its cases say", {
  run_cases("resizing")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_resizing(height = 1.5, width = 2)
    layer_resizing(height = 2, width = -3)
    layer_resizing(height = 2, width = 2, interpolation = "cubic")
    layer_resizing(height = 2, width = 2)(1:3)
  })
})

test_that("gives floats for every dtype", {
  image <- matrix(1:4, 2)
  for (dtype in c("uint8", "int32", "float64")) {
    small <- layer_resizing(height = 1, width = 1)(as_tensor(image, dtype))
    expect_identical(small$dtype$name, "float32")
    expect_equal(as.vector(small), mean(image))
  }
})

test_that("fits into a model of any image size", {
  input <- layer_input(shape = shape(NULL, NULL, 2))
  model <- keras_model(input, input %>% layer_resizing(height = 2, width = 2, interpolation = "nearest"))
  expect_identical(dim(model$output), c(NA, 2L, 2L, 2L))
  images <- array(c(diag(2) %x% matrix(1, 3, 3), diag(2) %x% matrix(2, 3, 3)), c(1, 6, 6, 2))
  expect_equal(as.array(model(images))[1, , , 2], 2 * diag(2))
})

test_that("takes whole doubles", {
  layer <- layer_resizing(height = 10, width = 20)
  expect_identical(layer$get_config()[c("height", "width")], list(height = 10L, width = 20L))
})
