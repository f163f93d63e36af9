needs_python()

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
