needs_python()

test_that("computes what its cases say", {
  run_cases("imputation")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_imputation(strategy = "mode")
    layer_imputation(fill_value = 3)
    layer_imputation(add_indicator = "yes")
    layer_imputation(name = "i")(matrix(1:4, 2))
    layer_imputation() %>% adapt(cbind(1:2, c(NaN, NaN)))
    layer_imputation(strategy = "median") %>% adapt(c(1, Inf))
  })
})

test_that("equals mean() and median() of the columns of a data frame", {
  frame <- data.frame(a = c(1, NA, 3, 8), b = c(NA, 2.5, 2.5, -1))
  for (strategy in c("mean", "median")) {
    layer <- layer_imputation(strategy = strategy)
    layer %>% adapt(frame)
    expected <- sapply(frame, function(x) ifelse(is.na(x), match.fun(strategy)(x, na.rm = TRUE), x))
    expect_equal(as.array(layer(frame)), unname(expected), tolerance = 1e-6)
  }
})

test_that("replaces NA and NaN alike", {
  layer <- layer_imputation(strategy = "constant", fill_value = 9, add_indicator = TRUE)
  expect_equal(as.array(layer(c(NA, NaN, 1))), cbind(c(9, 9, 1), c(1, 1, 0)))
})

test_that("survives saving and loading", {
  layer <- layer_imputation(strategy = "most_frequent")
  layer %>% adapt(matrix(c(4, 4, 1)))
  expect_equal(as.vector(saved_and_loaded(layer, 1)(matrix(c(NaN, 2)))), c(4, 2))
})
