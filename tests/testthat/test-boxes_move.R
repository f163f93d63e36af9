needs_python()

test_that("boxes that leave the image are absent", {
  away <- layer_random_translation(
    height_factor = c(1, 1), width_factor = c(0, 0), fill_mode = "constant",
    bounding_box_format = "xyxy"
  )
  moved <- away(painted())$bounding_boxes
  expect_equal(as.vector(as.array(moved$boxes)), rep(-1, 4))
  expect_equal(as.vector(as.array(moved$labels)), -1)
})
