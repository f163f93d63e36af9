needs_python()

test_that("computes what its cases say", {
  run_cases("projection")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_projection(matrix = "a")
    layer_projection(matrix = 1:3)
    layer_projection(matrix = matrix(1, 2, 1))(matrix(1, 1, 3))
  })
})

test_that("equals prcomp()", {
  set.seed(2)
  data <- matrix(rnorm(60), 20) %*% diag(c(1, 10, 100))
  pca <- prcomp(data)
  centered <- layer_normalization(mean = pca$center, variance = rep(1, 3), dtype = "float64")
  found <- layer_projection(matrix = pca$rotation[, 1:2], dtype = "float64")(centered(data))
  expect_equal(as.array(found), unname(pca$x[, 1:2]))
})

test_that("survives saving and loading", {
  layer <- layer_projection(matrix = matrix(c(1, -1)))
  expect_equal(as.array(saved_and_loaded(layer, 2)(matrix(c(5, 3), 1))), matrix(2))
})
