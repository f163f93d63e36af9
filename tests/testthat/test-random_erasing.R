needs_python()

erasing <- function(...) layer_random_erasing(factor = c(1, 1), scale = c(0.3, 0.8), value_range = c(0, 2), ...)

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

test_that("repeats with the same seed and goes on drawing", {
  expect_repeats_by_seed(function(seed) erasing(seed = seed))
})

test_that("acts in a dataset and differs between epochs", {
  expect_acts_in_a_dataset(erasing(seed = 2))
})

test_that("acts in training and rests in predict", {
  expect_acts_in_training_only(erasing(seed = 1))
})

test_that("survives saving and loading", {
  layer <- layer_random_erasing(factor = c(1, 1), scale = c(1, 1), fill_value = c(3, 4))
  erased <- as.array(saved_and_loaded(layer, c(4, 5, 2))(distinct_images(2) * 200, training = TRUE))
  expect_equal(unique(as.vector(erased[, , , 1])), 3)
  expect_equal(unique(as.vector(erased[, , , 2])), 4)
})
