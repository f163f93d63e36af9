needs_python()

# How far the ranks that boundaries have in the data are from those that they stand for.
worst_rank_error <- function(values, boundaries) {
  ranks <- seq_along(boundaries) / (length(boundaries) + 1)
  below <- vapply(boundaries, function(boundary) mean(values < boundary), 0)
  up_to <- vapply(boundaries, function(boundary) mean(values <= boundary), 0)
  max(0, below - ranks, ranks - up_to)
}

test_that("computes what its cases say", {
  run_cases("discretization")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_discretization()
    layer_discretization(bin_boundaries = c(2, 1))
    layer_discretization(bin_boundaries = c(1, NA))
    layer_discretization(num_bins = 2.5)
    layer_discretization(num_bins = 2, epsilon = 0)
    layer_discretization(num_bins = 2, name = "d")(1)
    layer_discretization(num_bins = 2) %>% adapt(c(1, Inf))
  })
})

test_that("bins are those of findInterval()", {
  numbers <- c(-1, 0, 0.5, 1, 7)
  layer <- layer_discretization(bin_boundaries = c(0, 1, 7))
  expect_equal(as.vector(layer(numbers)), findInterval(numbers, c(0, 1, 7)))
  expect_equal(as.vector(layer_discretization(c(-1, 0, 1), bin_boundaries = 0)), c(0, 1, 1))
})

test_that("boundaries are quantile()'s for few numbers", {
  set.seed(1)
  values <- matrix(rnorm(7000), 1000)
  layer <- layer_discretization(num_bins = 10)
  layer %>% adapt(values)
  expect_equal(unlist(layer$bin_boundaries), unname(quantile(values, 1:9 / 10)), tolerance = 1e-12)
  expect_equal(as.vector(table(as.vector(layer(values)))), rep(700, 10))
})

test_that("ranks of boundaries are within the error", {
  set.seed(2)
  for (values in list(rnorm(1e5), rlnorm(1e5), rep(3, 1e5), sort(rnorm(1e5)), floor(rexp(1e5, 0.5)))) {
    layer <- layer_discretization(num_bins = 100)
    layer %>% adapt(values)
    expect_lte(worst_rank_error(values, unlist(layer$bin_boundaries)), 0.002)
  }
})

test_that("skips missing numbers while it learns", {
  layer <- layer_discretization(num_bins = 2)
  layer %>% adapt(c(1, NaN, 3))
  expect_equal(layer$bin_boundaries, 2)
})

test_that("a missing number is in the last bin", {
  layer <- layer_discretization(bin_boundaries = c(0, 1))
  expect_equal(as.vector(layer(c(NaN, 0.5, Inf, -Inf))), c(2, 1, 2, 0))
})

test_that("takes columns of a data frame", {
  frame <- data.frame(age = 1:4)
  layer <- layer_discretization(num_bins = 2)
  layer %>% adapt(frame$age)
  expect_equal(as.vector(layer(frame$age)), c(0, 0, 1, 1))
})

test_that("keeps what it knew when data is refused", {
  layer <- layer_discretization(num_bins = 2)
  layer %>% adapt(c(1, 3))
  expect_error(layer %>% adapt(c(1, Inf)), "must be finite or NaN")
  expect_error(layer %>% adapt(c(NaN, NaN)), "holds no value to learn from")
  expect_equal(layer$bin_boundaries, 2)
})

test_that("is the same in a dataset and in a model", {
  set.seed(5)
  data <- matrix(rnorm(96), 32)
  layer <- layer_discretization(num_bins = 4, output_mode = "one_hot")
  layer %>% adapt(data)
  input <- layer_input(shape = 3)
  in_model <- keras_model(input, layer(input))(data)
  in_dataset <- tensor_slices_dataset(data) %>% dataset_batch(32) %>% dataset_map(layer) %>% dataset_collect()
  expect_equal(as.array(in_dataset[[1]]), as.array(in_model))
})

test_that("survives saving and loading", {
  data <- matrix(c(1, 2, 3, 4, 5, 6), 3)
  layer <- layer_discretization(num_bins = 3)
  layer %>% adapt(data)
  expect_equal(as.array(saved_and_loaded(layer, 2)(data)), matrix(c(0, 0, 1, 1, 2, 2), 3))
})
