needs_python()

test_that("computes what its cases say", {
  run_cases("random_contrast")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_contrast(factor = "half")
    layer_random_contrast(factor = -0.5)
    layer_random_contrast(factor = c(0.5, 1.5))
  })
})

test_that("changes a small image", {
  result <- as.array(layer_random_contrast(factor = 0.5)(matrix(c(50, 100, 100, 150), 2)))
  expect_equal(c(result[1, 2], result[2, 1]), c(100, 100))
  expect_equal(result[1, 1] + result[2, 2], 200, tolerance = 1e-6)
  expect_true(result[1, 1] >= 25 && result[1, 1] <= 75)
})
