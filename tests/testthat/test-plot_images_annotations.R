needs_python()
skip_if_not_installed("png")

values <- array(((0:71) * 7) %% 72 / 71, c(2, 3, 4, 3))

test_that("boxes are drawn where they are with their labels", {
  pale <- array(0.9, c(1, 24, 32, 3))
  boxes <- list(boxes = array(c(8, 1, 12, 1, 16, 2, 20, 2), c(1, 2, 4)), labels = matrix(c(1, -1), 1))
  seen <- pictures_of(plot_images(pale, bounding_boxes = boxes))[[1]]
  expect_hue(seen, 8, 16, c(24, 32), "#56B4E9")
  expect_hue(seen, 16, 13, c(24, 32), "#56B4E9")
  expect_hue(seen, 12, 20, c(24, 32), "#56B4E9")
  expect_equal(color_at(seen, 12, 16, c(24, 32)), "#E6E6E6")
  # The text stands over the box, on its color; the absent box is not there.
  expect_hue(seen, 8.2, 11.5, c(24, 32), "#56B4E9")
  expect_equal(color_at(seen, 1, 1.5, c(24, 32)), "#E6E6E6")
  bare <- pictures_of(plot_images(pale, bounding_boxes = boxes$boxes))[[1]]
  expect_hue(bare, 8, 16, c(24, 32), "#E69F00")
  expect_equal(color_at(bare, 8.2, 11.5, c(24, 32)), "#E6E6E6")
})

test_that("masks tint what they cover", {
  mask <- array(0, c(2, 3, 4))
  mask[, 2, 3] <- 2
  seen <- at_pixels(pictures_of(plot_images(values, segmentation_masks = mask))[[1]], c(3, 4))
  tint <- as.vector(grDevices::col2rgb("#56B4E9")) / 255
  expect_equal(seen[2, 3, ], 0.45 * values[1, 2, 3, ] + 0.55 * tint, tolerance = 0.01)
  expect_equal(seen[-2, , ], values[1, -2, , ], tolerance = 0.01)
})

test_that("points lie on top", {
  pale <- array(0.9, c(24, 32, 3))
  points <- rbind(c(7, 5), c(20, 15))
  seen <- pictures_of(plot_images(pale, keypoints = points, bounding_boxes = rbind(c(7.5, 0, 32, 24))))[[1]]
  expect_hue(seen, 7.5, 5.5, c(24, 32), "#E69F00")
  expect_hue(seen, 20.5, 15.5, c(24, 32), "#56B4E9")
})
