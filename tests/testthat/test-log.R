needs_python()

test_that("computes what its cases say", {
  run_cases("log")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_log(base = 0)
    layer_log(base = 1)
    layer_log(offset = "one")
    layer_log(offset = 1, signed = TRUE)
  })
})

test_that("equals log()", {
  set.seed(1)
  data <- rlnorm(50, sdlog = 4)
  expect_equal(as.vector(layer_log(dtype = "float64")(data)), log(data))
  expect_equal(as.vector(layer_log(base = 2, offset = 0.5, dtype = "float64")(data)), log2(data + 0.5))
})

test_that("numbers without a logarithm are R's", {
  expect_identical(as.vector(layer_log()(c(0, NaN))), c(-Inf, NaN))
  expect_true(is.nan(as.vector(layer_log()(-1))))
})

test_that("gives the original numbers back", {
  layer <- layer_log(offset = 1)
  data <- c(0, 0.5, 20)
  expect_equal(as.vector(layer$inverse(layer(data))), data, tolerance = 1e-6)
})

test_that("survives saving and loading", {
  layer <- layer_log(base = 10)
  expect_equal(as.vector(saved_and_loaded(layer, 1)(matrix(c(1, 100)))), c(0, 2), tolerance = 1e-6)
})
