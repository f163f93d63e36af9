needs_python()

test_that("computes what its cases say", {
  run_cases("random_posterization")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_posterization(factor = 0)
    layer_random_posterization(factor = 2.5)
    layer_random_posterization(factor = c(1, 9))
  })
})

test_that("changes a small image", {
  result <- layer_random_posterization(factor = c(2, 2))(matrix(c(0, 200, 100, 255), 2))
  expect_equal(as.array(result), matrix(c(0, 192, 64, 192), 2), tolerance = 1e-6)
})
