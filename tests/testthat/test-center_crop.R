needs_python()

test_that("computes what its cases say", {
  run_cases("center_crop")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_center_crop(height = 0, width = 2)
    layer_center_crop(height = 2, width = "wide")
    layer_center_crop(height = 2, width = 2, data_format = "last")
  })
})

test_that("survives saving and loading", {
  images <- array(as.double(1:32), c(1, 4, 4, 2))
  cropped <- saved_and_loaded(layer_center_crop(height = 2, width = 2), c(4, 4, 2))(images)
  expect_equal(as.array(cropped), images[, 2:3, 2:3, , drop = FALSE])
})

test_that("keeps the type of the image", {
  image <- matrix(1:16, 4)
  expect_identical(as.array(layer_center_crop(height = 2, width = 2)(image)), image[2:3, 2:3])
})
