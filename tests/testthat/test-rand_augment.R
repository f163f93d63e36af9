needs_python()

test_that("computes what its cases say", {
  run_cases("rand_augment")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_rand_augment(num_ops = -1)
    layer_rand_augment(factor = "half")
    layer_rand_augment(value_range = 255)
    layer_rand_augment(interpolation = "cubic")
  })
})

test_that("stays in its range and keeps gray images gray", {
  images <- distinct_images(16, 6, 6, 1)
  gray <- array(images, c(16, 6, 6, 3))
  changed <- as.array(layer_rand_augment(value_range = c(0, 1), num_ops = 3, seed = 1)(gray))
  expect_true(min(changed) >= 0 && max(changed) <= 1)
  expect_equal(changed[, , , 1], changed[, , , 3], tolerance = 1e-4)
  expect_true(differs(changed, gray))
})

test_that("draws for each image by itself", {
  images <- 40 * distinct_images(1, channels = 1)[rep(1, 8), , , , drop = FALSE]
  changed <- as.array(layer_rand_augment(value_range = c(0, 1), num_ops = 4, seed = 3)(images))
  expect_true(sum(!duplicated(round(changed, 4), MARGIN = 1)) > 5)
})
