needs_python()

test_that("computes what its cases say", {
  run_cases("random_invert")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_invert(factor = "half")
    layer_random_invert(factor = -0.5)
  })
})

test_that("changes a small image", {
  result <- layer_random_invert(factor = c(1, 1))(matrix(c(0, 200, 100, 255), 2))
  expect_equal(as.array(result), matrix(c(255, 55, 155, 0), 2), tolerance = 1e-6)
})
