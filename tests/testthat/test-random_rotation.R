needs_python()

counterclockwise <- function(image) t(image)[rev(seq_len(ncol(image))), ]

test_that("computes what its cases say", {
  run_cases("random_rotation")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_rotation(factor = "half")
    layer_random_rotation(factor = 0.1, fill_mode = "mirror")
    layer_random_rotation(factor = 0.1, interpolation = "cubic")
  })
})

test_that("survives saving and loading", {
  quarter <- layer_random_rotation(factor = c(0.25, 0.25))
  image <- matrix(as.double(1:9), 3)
  model <- saved_and_loaded(quarter, c(3, 3, 1))
  turned <- as.array(model(array(image, c(1, 3, 3, 1)), training = TRUE))
  expect_equal(turned[1, , , 1], counterclockwise(image), tolerance = 1e-5)
})

test_that("a matrix is an image and the layer acts when it is called", {
  aug_layer <- layer_random_rotation(factor = 0.125)
  rotated <- aug_layer(diag(5))
  expect_identical(dim(rotated), c(5L, 5L))
  expect_identical(rotated$dtype$name, "float32")
  expect_equal(as.array(rotated)[3, 3], 1)
  expect_false(isTRUE(all.equal(as.array(rotated), diag(5))))
})

test_that("a quarter turn is exact", {
  turned <- layer_random_rotation(factor = c(0.25, 0.25))(diag(5) * 1:5)
  expect_equal(as.array(turned), counterclockwise(diag(5) * 1:5), tolerance = 1e-5)
})
