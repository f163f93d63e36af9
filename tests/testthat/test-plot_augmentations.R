needs_python()
skip_if_not_installed("png")

image <- array(((0:35) * 7) %% 36 / 36, c(3, 4, 3))

drawn <- function(...) lapply(pictures_of(plot_augmentations(...)), at_pixels, c(3, 4))
alike <- function(x, y) isTRUE(all.equal(x, y, tolerance = 0.01))

test_that("the original comes first and then the draws", {
  layer <- layer_random_flip(mode = "horizontal")
  seen <- drawn(layer, image, n = 6, seed = 1)
  expect_equal(seen[[1]], image, tolerance = 0.01)
  as_it_was <- vapply(seen[-1], alike, NA, image)
  flipped <- vapply(seen[-1], alike, NA, image[, 4:1, ])
  expect_identical(flipped, !as_it_was)
  expect_setequal(flipped, c(TRUE, FALSE))
  expect_length(drawn(layer, image), 8)
  expect_equal(texts_of(plot_augmentations(layer, image)), c("original", "layer_random_flip(mode = \"horizontal\")"))
})

test_that("repeats by its seed", {
  run <- function(seed) recorded(plot_augmentations(layer_random_rotation(factor = 0.4), image, n = 3, seed = seed))
  expect_identical(run(4), run(4))
  expect_false(identical(run(4), run(5)))
  expect_false(identical(run(NULL), run(NULL)))
})

test_that("boxes, masks and points move along", {
  size <- c(24, 32)
  mask <- matrix(0, 24, 32)
  mask[, 1:4] <- 1
  data <- list(
    images = array(0.8, c(size, 3)),
    bounding_boxes = list(boxes = rbind(c(8, 12, 16, 20)), labels = I(1)),
    segmentation_masks = mask, keypoints = rbind(c(3, 4))
  )
  layer <- layer_random_flip(mode = "horizontal", bounding_box_format = "xyxy")
  seen <- pictures_of(plot_augmentations(layer, data, n = 4, seed = 1, columns = 2))
  flipped <- vapply(seen, function(one) color_at(one, 31, 22, size) != "#CCCCCC", NA)
  expect_setequal(flipped, c(TRUE, FALSE))
  for (i in seq_along(seen)) {
    across <- function(x) if (flipped[[i]]) 32 - x else x
    expect_hue(seen[[i]], across(16), 16, size, "#56B4E9")
    expect_hue(seen[[i]], across(3.5), 4.5, size, "#E69F00")
    expect_equal(color_at(seen[[i]], across(12), 16, size), "#CCCCCC")
  }
})

test_that("a layer that does not draw is shown once", {
  expect_length(drawn(layer_center_crop(height = 3, width = 4), image), 2)
  expect_equal(drawn(layer_center_crop(height = 3, width = 4), image)[[2]], image, tolerance = 0.01)
})

test_that("takes a pipeline and a Sequential model", {
  steps <- function(object) object %>% layer_random_flip("horizontal") %>% layer_random_rotation(0.4)
  run <- function(layer) drawn(layer, image, n = 4, seed = 2)
  pictures <- run(steps(augmentation_pipeline()))
  expect_false(alike(pictures[[1]], pictures[[2]]))
  expect_equal(pictures, run(steps(keras_model_sequential())))
})

test_that("refuses what it cannot draw in one sentence", {
  expect_snapshot(error = TRUE, {
    plot_augmentations(layer_rescaling(scale = 2), image)
    plot_augmentations(layer_random_flip(), image, n = 0)
    plot_augmentations(layer_random_flip(), image, seed = -1)
    plot_augmentations(layer_random_flip(), 1:3)
  })
})

test_that("gives its layer back and leaves the device as it was", {
  grDevices::png(tempfile())
  before <- graphics::par(c("mfrow", "mar", "oma", "cex", "mex"))
  layer <- layer_random_flip()
  result <- withVisible(plot_augmentations(layer, image))
  after <- graphics::par(c("mfrow", "mar", "oma", "cex", "mex"))
  grDevices::dev.off()
  expect_identical(result, list(value = layer, visible = FALSE))
  expect_identical(after, before)
})
