needs_python()

test_that("computes what its cases say", {
  run_cases("convert_bounding_boxes")
})

test_that("takes data frames, tensors and lists with labels", {
  boxes <- data.frame(left = c(10, 0), top = c(20, 0), right = c(30, 1), bottom = c(60, 2))
  expected <- rbind(c(10, 20, 20, 40), c(0, 0, 1, 2))
  expect_equal(as.array(convert_bounding_boxes(boxes, "xyxy", "xywh")), expected)
  expect_equal(as.array(convert_bounding_boxes(as_tensor(as.matrix(boxes)), "xyxy", "xywh")), expected)
  labeled <- convert_bounding_boxes(list(boxes = as.matrix(boxes), labels = 1:2), "xyxy", "xywh")
  expect_equal(as.array(labeled$boxes), expected)
  expect_equal(as.vector(labeled$labels), 1:2)
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    convert_bounding_boxes(rbind(c(0, 0, 1, NA)), "xyxy", "xywh")
    convert_bounding_boxes(1:4, "xyxy", "rel_xyxy", height = 0, width = 2)
    convert_bounding_boxes(list(box = 1:4), "xyxy", "xywh")
    convert_bounding_boxes(1:4, "xyxy", NULL)
  })
})
