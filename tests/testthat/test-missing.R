needs_python()

test_that("the indicator gives missing numbers back", {
  data <- cbind(c(1, 3, NaN, 8), c(10, NaN, 20, 30))
  for (make in list(layer_normalization, layer_min_max_scaling, layer_robust_scaling, layer_quantile_transform)) {
    layer <- make(missing = "indicator")
    layer %>% adapt(data)
    told <- as.array(layer(data))
    expect_identical(told[, 3:4] == 1, is.nan(data))
    expect_equal(as.array(layer$inverse(told)), data, tolerance = 1e-6)
  }
})

test_that("survives saving and loading", {
  data <- cbind(c(1, 3, NaN, 8), c(10, NaN, 20, 30))
  layer <- layer_min_max_scaling(missing = "indicator")
  layer %>% adapt(data)
  expect_equal(as.array(saved_and_loaded(layer, 2)(data)), as.array(layer(data)))
})

test_that("keeps the names of columns that are alike", {
  frame <- data.frame(a = c(1, 3), a = c(10, NA), check.names = FALSE)
  layer <- layer_normalization(missing = "mean")
  layer %>% adapt(frame)
  expect_equal(as.array(layer(frame)), cbind(c(-1, 1), c(0, 0)))
})
