needs_python()

boxed <- function() {
  list(images = array(0, c(12, 10, 1)), bounding_boxes = list(boxes = matrix(c(1, 2, 8, 6), 1), labels = array(3L, 1)))
}

test_that("refuses boxes without a format", {
  expect_snapshot(error = TRUE, layer_random_flip()(boxed()))
})

test_that("refuses boxes whose sides are reversed", {
  turned <- boxed()
  turned$bounding_boxes$boxes <- matrix(c(8, 2, 1, 6), 1)
  expect_snapshot(error = TRUE, layer_random_flip(bounding_box_format = "xyxy")(turned))
})
