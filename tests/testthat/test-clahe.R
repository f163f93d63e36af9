needs_python()

test_that("computes what its cases say", {
  run_cases("clahe")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_clahe(clip_limit = -1)
    layer_clahe(tile_grid_size = 8)
    layer_clahe(tile_grid_size = c(8, 1.5))
  })
})

test_that("equalizes a matrix tile by tile", {
  left <- matrix(c(50, 100, 100, 100), 2)
  image <- cbind(left, left + 100)
  layer <- layer_clahe(clip_limit = 0, tile_grid_size = c(1, 1))
  expect_equal(as.array(layer(image))[1, c(1, 3)], c(1, 5) / 8 * 255, tolerance = 1e-5)
  tiles <- layer_clahe(clip_limit = 0, tile_grid_size = c(1, 2))
  expect_equal(as.array(tiles(image))[1, 1], 255 / 4, tolerance = 1e-5)
})

test_that("acts at inference too", {
  input <- layer_input(shape = c(1, 4, 1))
  model <- keras_model(input, input %>% layer_clahe(clip_limit = 0, tile_grid_size = c(1, 1)))
  equalized <- predict(model, array(c(50, 100, 100, 200), c(1, 1, 4, 1)), verbose = 0)
  expect_equal(as.vector(equalized), c(0.25, 0.75, 0.75, 1) * 255, tolerance = 1e-5)
})
