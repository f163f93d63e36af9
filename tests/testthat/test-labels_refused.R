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

test_that("refuses labels that are not one for each image or box", {
  expect_error(
    layer_mix_up()(list(images = array(0, c(4, 5, 6, 3)), labels = diag(3))),
    "layer_mix_up: the shape of labels must begin with (4), one for each image, but it is (3, 3).",
    fixed = TRUE, class = "prelayer_error"
  )
  short <- boxed()
  short$bounding_boxes$boxes <- matrix(c(1, 2, 8, 6, 1, 2, 3, 4), 2, byrow = TRUE)
  expect_error(
    layer_random_flip(bounding_box_format = "xyxy")(short),
    "the shape of the labels of boxes must begin with (2), one for each box, but it is (1).",
    fixed = TRUE, class = "prelayer_error"
  )
})
