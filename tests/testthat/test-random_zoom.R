needs_python()

# A zoom out by two of an image of ones: zeros lie around it.
twice_as_far <- function(...) {
  layer_random_zoom(height_factor = c(1, 1), fill_mode = "constant", interpolation = "nearest", ...)
}

test_that("computes what its cases say", {
  run_cases("random_zoom")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_zoom(height_factor = "half")
    layer_random_zoom(height_factor = -2)
    layer_random_zoom(height_factor = 0.1, fill_mode = "mirror")
  })
})

test_that("keeps the aspect ratio without a width factor", {
  expect_equal(as.array(twice_as_far()(matrix(1, 4, 4))), outer(c(0, 1, 1, 0), c(0, 1, 1, 0)))
  taller <- twice_as_far(width_factor = c(0, 0))
  expect_equal(as.array(taller(matrix(1, 4, 4))), outer(c(0, 1, 1, 0), rep(1, 4)))
})

test_that("draws for each image by itself", {
  images <- distinct_images(1)[rep(1, 8), , , , drop = FALSE]
  zoomed <- as.array(layer_random_zoom(height_factor = 0.3, seed = 3)(images))
  expect_false(any(duplicated(round(zoomed, 4), MARGIN = 1)))
})

test_that("gives floats for every dtype", {
  for (dtype in c("uint8", "int32", "float64")) {
    zoomed <- twice_as_far()(as_tensor(matrix(1L, 4, 4), dtype))
    expect_identical(zoomed$dtype$name, "float32")
    expect_equal(as.array(zoomed), outer(c(0, 1, 1, 0), c(0, 1, 1, 0)))
  }
})
