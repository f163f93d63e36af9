needs_python()

test_that("computes what its cases say", {
  run_cases("random_erasing")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_erasing(factor = 2)
    layer_random_erasing(scale = c(0, 2))
    layer_random_erasing(fill_value = c(1, NA))
    layer_random_erasing(fill_value = c(1, 2))(diag(3) * 100)
  })
})

test_that("erases one rectangle of a matrix", {
  image <- matrix(100, 20, 30)
  erased <- as.array(layer_random_erasing(factor = c(1, 1), scale = c(0.2, 0.4), fill_value = 7, seed = 1)(image)) == 7
  rows <- range(which(rowSums(erased) > 0))
  columns <- range(which(colSums(erased) > 0))
  expect_true(all(erased[rows[[1]]:rows[[2]], columns[[1]]:columns[[2]]]))
  expect_equal(sum(erased), (diff(rows) + 1) * (diff(columns) + 1))
  expect_true(mean(erased) > 0.15 && mean(erased) < 0.5)
})
