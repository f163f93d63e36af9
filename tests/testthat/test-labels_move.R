needs_python()

# A dict of one bright box, its edges (left, top, right, bottom), its mask and its upper left pixel.
painted <- function() {
  image <- array(0, c(12, 10, 1))
  image[3:6, 2:8, 1] <- 255
  list(
    images = image,
    segmentation_masks = as_tensor(image[, , 1] / 255 * 7, "uint8"),
    keypoints = matrix(c(1, 2), 1),
    bounding_boxes = list(boxes = matrix(c(1, 2, 8, 6), 1), labels = array(3L, 1))
  )
}

test_that("boxes, masks and key points go where their pixels go", {
  shift <- layer_random_translation(
    height_factor = c(0.25, 0.25), width_factor = c(0.1, 0.1), fill_mode = "constant",
    bounding_box_format = "xyxy"
  )
  moved <- shift(painted())
  expected <- matrix(0, 12, 10)
  expected[6:9, 3:9] <- 255
  expect_equal(as.array(moved$images)[, , 1], expected, tolerance = 1e-4)
  expect_identical(moved$segmentation_masks$dtype$name, "uint8")
  expect_equal(as.array(moved$segmentation_masks), expected / 255 * 7)
  expect_equal(as.vector(as.array(moved$keypoints)), c(2, 5), tolerance = 1e-4)
  expect_equal(as.vector(as.array(moved$bounding_boxes$boxes)), c(2, 5, 9, 9), tolerance = 1e-4)
  expect_equal(as.vector(as.array(moved$bounding_boxes$labels)), 3)
})

test_that("boxes that leave the image are absent", {
  away <- layer_random_translation(
    height_factor = c(1, 1), width_factor = c(0, 0), fill_mode = "constant",
    bounding_box_format = "xyxy"
  )
  moved <- away(painted())$bounding_boxes
  expect_equal(as.vector(as.array(moved$boxes)), rep(-1, 4))
  expect_equal(as.vector(as.array(moved$labels)), -1)
})
