needs_python()

test_that("computes what its cases say", {
  run_cases("rescaling")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_rescaling(scale = "large")
    layer_rescaling(scale = 1, offset = Inf)
    layer_rescaling(scale = NA)
  })
})

test_that("follows channels first", {
  keras$config$set_image_data_format("channels_first")
  scaled <- tryCatch(
    layer_rescaling(scale = c(1, 10))(array(1, c(1, 2, 3, 3))),
    finally = keras$config$set_image_data_format("channels_last")
  )
  expect_equal(as.array(scaled)[1, , 1, 1], c(1, 10))
})

test_that("survives saving and loading", {
  layer <- layer_rescaling(scale = c(1, 2), offset = -1)
  data <- matrix(c(1, 2, 3, 4), 2)
  expect_equal(as.array(saved_and_loaded(layer, 2)(data)), t(t(data) * c(1, 2)) - 1)
})

test_that("scales numbers of every type to floats", {
  for (dtype in c("uint8", "int32", "int64", "float16", "float64")) {
    pixels <- layer_rescaling(scale = 1 / 255)(as_tensor(c(0L, 51L, 255L), dtype))
    expect_identical(pixels$dtype$name, "float32")
    expect_equal(as.vector(pixels), c(0, 0.2, 1), tolerance = 1e-7)
  }
})
