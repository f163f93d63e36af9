needs_python()

images <- distinct_images(2)

counted <- function(boxes, labels, ...) {
  data <- list(images = images, bounding_boxes = list(boxes = boxes, labels = labels))
  result <- layer_max_num_bounding_boxes(...)(data)
  expect_equal(as.array(result$images), images, tolerance = 1e-6)
  lapply(result$bounding_boxes, as.array)
}

test_that("computes what its cases say", {
  run_cases("max_num_bounding_boxes")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_max_num_bounding_boxes(max_number = 0)
    layer_max_num_bounding_boxes(max_number = "all")
    layer_max_num_bounding_boxes(max_number = 2, fill_value = 0.5)
  })
})

test_that("pads and cuts boxes", {
  boxes <- array(1:24, c(2, 3, 4))
  labels <- matrix(c(5, 7, 6, 5, 7, 6), 2)
  padded <- counted(boxes, labels, max_number = 4)
  expect_equal(padded$boxes[, 1:3, ], boxes)
  expect_equal(padded$boxes[, 4, ], matrix(-1, 2, 4))
  expect_equal(padded$labels, cbind(labels, -1))
  cut <- counted(boxes, labels, max_number = 2)
  expect_equal(cut$boxes, boxes[, 1:2, ])
  expect_equal(cut$labels, labels[, 1:2])
})

test_that("absent boxes make room for others", {
  boxes <- array(1:24, c(2, 3, 4))
  kept <- counted(boxes, rbind(c(-1, 5, 6), c(5, -1, -1)), max_number = 2, fill_value = 0)
  expect_equal(kept$boxes[1, , ], boxes[1, 2:3, ])
  expect_equal(kept$boxes[2, , ], rbind(boxes[2, 1, ], 0))
  expect_equal(kept$labels, rbind(c(5, 6), c(5, 0)))
})

test_that("takes a single image and its boxes", {
  boxes <- list(boxes = t(c(0, 0, 2, 2)), labels = I(3))
  result <- layer_max_num_bounding_boxes(max_number = 2)(list(images = images[1, , , ], bounding_boxes = boxes))
  expect_equal(as.array(result$bounding_boxes$boxes), rbind(c(0, 0, 2, 2), -1))
  expect_equal(as.vector(as.array(result$bounding_boxes$labels)), c(3, -1))
})
