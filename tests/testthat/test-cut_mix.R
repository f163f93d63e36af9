needs_python()

test_that("computes what its cases say", {
  run_cases("cut_mix")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_cut_mix(factor = 1.5)
    layer_cut_mix(factor = "half")
    layer_cut_mix(per = "epoch")
    layer_cut_mix()(list(images = distinct_images(2), labels = c(1L, 2L)))
  })
})

test_that("pastes patches and mixes labels by their area", {
  images <- distinct_images(2, 10, 10, 1) * 1000 # whole numbers, which float32 holds exactly
  data <- list(images = images, labels = diag(2), segmentation_masks = images)
  mixed <- lapply(layer_cut_mix(factor = c(1, 1), seed = 3)(data), as.array)
  expect_identical(mixed$images, mixed$segmentation_masks)
  for (i in 1:2) {
    own <- abs(mixed$images[i, , , ] - images[i, , , ]) < 1e-6
    other <- abs(mixed$images[i, , , ] - images[3 - i, , , ]) < 1e-6
    expect_true(all(own | other))
    expect_equal(mixed$labels[i, i], mean(own), tolerance = 1e-6)
    expect_equal(mixed$labels[i, 3 - i], mean(other), tolerance = 1e-6)
  }
})

test_that("refuses class ids", {
  expect_error(
    layer_cut_mix()(list(images = distinct_images(2), labels = c(1L, 2L))),
    "class ids cannot be mixed", class = "prelayer_error"
  )
})

test_that("keeps the dtype of integers", {
  images <- as_tensor(array(1:32, c(2, 4, 4, 1)), "uint8")
  expect_identical(layer_cut_mix()(images)$dtype$name, "uint8")
})
