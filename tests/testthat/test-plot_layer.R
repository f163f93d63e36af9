needs_python()
skip_if_not_installed("png")

fitted <- function(layer, data) {
  layer %>% adapt(data)
  layer
}

test_that("counts of tokens are bars", {
  layer <- fitted(layer_string_lookup(), c("red", "blue", "red"))
  seen <- recorded(plot_layer(layer))
  is_bar <- abs(seen[, , 1] - 0x56 / 255) + abs(seen[, , 3] - 0xe9 / 255) < 0.05
  widths <- rowSums(is_bar)
  # The bar of "red" is above and twice as long.
  expect_equal(max(widths[1:110]), 2 * max(widths[130:240]), tolerance = 0.03)
  expect_identical(recorded(plot(layer)), seen)
  expect_identical(withVisible(plot(layer))$visible, FALSE)
})

test_that("the heading is a call of R", {
  data <- cbind(c(0, 2), c(10, 30))
  layer <- fitted(layer_normalization(missing = "mean"), data)
  expect_identical(texts_of(plot_layer(layer, data)), "layer_normalization(missing = \"mean\")")
})

test_that("data may be a dataset, and tokens may be many", {
  layer <- layer_discretization(bin_boundaries = c(1, 2))
  numbers <- c(0, 1, 2, 3)
  batches <- tensor_slices_dataset(numbers) %>% dataset_batch(2)
  expect_identical(recorded(plot_layer(layer, batches)), recorded(plot_layer(layer, numbers)))
  words <- rep(paste0("w", 1:30), 30:1)
  many <- recorded(plot_layer(fitted(layer_string_lookup(), words)))
  expect_gt(sum(abs(many[, , 1] - 0x56 / 255) < 0.02), 30)
})

test_that("rejects what it cannot draw", {
  expect_snapshot(error = TRUE, {
    plot_layer(layer_random_flip())
    plot_layer(layer_discretization(bin_boundaries = 1:2))
    plot(layer_string_lookup(vocabulary = c("a", "b")))
    plot_layer("a")
  })
})
