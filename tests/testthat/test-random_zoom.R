needs_python()

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

test_that("survives saving and loading", {
  outwards <- layer_random_zoom(height_factor = c(1, 1), fill_mode = "constant", interpolation = "nearest")
  images <- array(1, c(1, 4, 4, 1))
  zoomed <- as.array(saved_and_loaded(outwards, c(4, 4, 1))(images, training = TRUE))[1, , , 1]
  expect_equal(zoomed, outer(c(0, 1, 1, 0), c(0, 1, 1, 0)))
})

test_that("zooms each side by its own factor", {
  taller <- layer_random_zoom(
    height_factor = c(1, 1), width_factor = c(0, 0), fill_mode = "constant", interpolation = "nearest"
  )
  expect_equal(as.array(taller(matrix(1, 4, 4))), outer(c(0, 1, 1, 0), rep(1, 4)))
})
