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

test_that("turns a matrix as an image", {
  aug_layer <- layer_random_rotation(factor = 0.125)
  rotated <- aug_layer(diag(5))
  expect_identical(dim(rotated), c(5L, 5L))
  expect_identical(rotated$dtype$name, "float32")
  expect_equal(as.array(rotated)[3, 3], 1, tolerance = 1e-6)
  expect_true(differs(rotated, diag(5)))
  image <- diag(5) * 1:5
  turned <- layer_random_rotation(factor = c(0.25, 0.25))(image)
  expect_equal(as.array(turned), counterclockwise(image), tolerance = 1e-5)
})

test_that("draws for each image by itself", {
  images <- distinct_images(1)[rep(1, 8), , , , drop = FALSE]
  turned <- as.array(layer_random_rotation(factor = 0.2, seed = 3)(images))
  expect_false(any(duplicated(round(turned, 4), MARGIN = 1)))
})

test_that("gives floats for every dtype", {
  for (dtype in c("uint8", "int32", "float64")) {
    turned <- layer_random_rotation(factor = c(0.5, 0.5))(as_tensor(matrix(1:4, 2), dtype))
    expect_identical(turned$dtype$name, "float32")
    expect_equal(as.array(turned), matrix(c(4, 3, 2, 1), 2), tolerance = 1e-5)
  }
})
