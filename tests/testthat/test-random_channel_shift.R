needs_python()

shift <- function(...) layer_random_channel_shift(factor = 0.3, value_range = c(0, 1), ...)

test_that("computes what its cases say", {
  run_cases("random_channel_shift")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_channel_shift(factor = 2)
    layer_random_channel_shift(factor = 0.1, value_range = c(1, 0))
    layer_random_channel_shift(factor = 0.1, channels = 0)
    layer_random_channel_shift(factor = 0.1, channels = 1)(array(0, c(2, 2, 3)))
  })
})

test_that("tints images", {
  gray <- array(0.5, c(4, 2, 2, 3))
  tinted <- as.array(shift(seed = 1)(gray))
  expect_true(all(apply(tinted[, 1, 1, ], 1, function(channels) diff(range(channels))) > 0.01))
  expect_identical(tinted[, 1, 1, ], tinted[, 2, 2, ])
})
