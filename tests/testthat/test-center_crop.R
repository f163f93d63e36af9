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

test_that("keeps the dtype of integers large and small", {
  for (dtype in c("uint8", "int64", "float64")) {
    for (size in c(2, 6)) {
      cropped <- layer_center_crop(height = size, width = size)(as_tensor(matrix(1:16, 4), dtype))
      expect_identical(cropped$dtype$name, if (grepl("float", dtype)) "float32" else dtype)
      expect_identical(dim(cropped), as.integer(c(size, size)))
    }
  }
  image <- matrix(1:16, 4)
  expect_identical(as.array(layer_center_crop(height = 2, width = 2)(image)), image[2:3, 2:3])
})

test_that("crops then rescales", {
  images <- array(rep(0:255, 3 * 20 * 20 * 3 / 256 + 1)[1:3600], c(3, 20, 20, 3))
  output <- images %>% layer_center_crop(height = 15, width = 15) %>% layer_rescaling(scale = 1 / 255)
  expect_identical(dim(output), c(3L, 15L, 15L, 3L))
  expect_equal(as.array(output), images[, 3:17, 3:17, ] / 255, tolerance = 1e-6)
})

test_that("fits into a model of any image size", {
  input <- layer_input(shape = shape(NULL, NULL, 2))
  model <- keras_model(input, input %>% layer_center_crop(height = 2, width = 3))
  expect_identical(dim(model$output), c(NA, 2L, 3L, 2L))
  images <- distinct_images(2, 6, 7)
  expect_equal(as.array(model(images)), images[, 3:4, 3:5, ], tolerance = 1e-6)
})
