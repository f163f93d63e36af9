needs_python()

test_that("computes what its cases say", {
  run_cases("random_perspective")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_perspective(factor = "half")
    layer_random_perspective(factor = 2)
    layer_random_perspective(scale = -1)
  })
})

test_that("transforms as many images as the factor says", {
  images <- distinct_images(1)[rep(1, 400), , , , drop = FALSE]
  share <- function(factor) {
    changed <- as.array(layer_random_perspective(factor = factor, seed = 1)(images)) - images
    mean(apply(abs(changed) > 1e-6, 1, any))
  }
  expect_equal(share(c(1, 1)), 1)
  expect_equal(share(1), 0.5, tolerance = 0.2)
  expect_equal(share(0), 0)
})
