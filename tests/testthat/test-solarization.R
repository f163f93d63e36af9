needs_python()

test_that("computes what its cases say", {
  run_cases("solarization")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_solarization(addition_factor = "half")
    layer_solarization(threshold_factor = 1.5)
    layer_solarization(value_range = 255)
  })
})

test_that("changes a small image", {
  result <- layer_solarization(threshold_factor = c(0.5, 0.5))(matrix(c(0, 200, 100, 255), 2))
  expect_equal(as.array(result), matrix(c(0, 55, 100, 0), 2), tolerance = 1e-6)
})
