needs_python()

test_that("computes what its cases say", {
  run_cases("random_elastic_transform")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_elastic_transform(factor = "half")
    layer_random_elastic_transform(scale = -1)
    layer_random_elastic_transform(fill_mode = "edge")
  })
})

test_that("transforms as many images as the factor says", {
  images <- distinct_images(1)[rep(1, 200), , , , drop = FALSE]
  share <- function(factor) {
    bend <- layer_random_elastic_transform(factor = factor, scale = c(1, 1), value_range = c(0, 1), seed = 1)
    mean(apply(abs(as.array(bend(images)) - images) > 1e-5, 1, any))
  }
  expect_equal(share(c(1, 1)), 1)
  expect_equal(share(1), 0.5, tolerance = 0.25)
  expect_equal(share(0), 0)
})
