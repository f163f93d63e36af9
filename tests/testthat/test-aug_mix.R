needs_python()

test_that("computes what its cases say", {
  run_cases("aug_mix")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_aug_mix(num_chains = 0)
    layer_aug_mix(chain_depth = "deep")
    layer_aug_mix(alpha = -1)
    layer_aug_mix(all_ops = "some")
  })
})

test_that("blends images with what stays in their range", {
  images <- 10 * distinct_images(8, channels = 1) / 2
  mixed <- as.array(layer_aug_mix(value_range = c(0, 1), num_chains = 2, chain_depth = 2, seed = 1)(images))
  expect_identical(dim(mixed), dim(images))
  expect_true(min(mixed) >= 0 && max(mixed) <= 1)
  expect_true(differs(mixed, images))
})
