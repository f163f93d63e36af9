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

test_that("survives saving and loading", {
  layer <- layer_resizing(height = 4, width = 6, interpolation = "nearest")
  image <- matrix(as.double(1:6), 2)
  larger <- saved_and_loaded(layer, c(2, 3, 1))(array(image, c(1, 2, 3, 1)))
  expect_equal(as.array(larger)[1, , , 1], image %x% matrix(1, 2, 2))
})

test_that("averages neighbours when it halves an image", {
  image <- matrix(c(1, 2, 3, 4), 2)
  expect_equal(as.vector(layer_resizing(height = 1, width = 1)(image)), mean(image))
})

test_that("takes whole doubles", {
  layer <- layer_resizing(height = 10, width = 20)
  expect_identical(layer$get_config()[c("height", "width")], list(height = 10L, width = 20L))
})
