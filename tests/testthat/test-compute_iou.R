needs_python()

test_that("computes what its cases say", {
  run_cases("compute_iou")
})

test_that("takes data frames and tensors", {
  boxes <- rbind(c(0, 0, 2, 2), c(0, 0, 4, 2))
  expected <- rbind(c(1, 0.5), c(0.5, 1))
  expect_equal(as.array(compute_iou(as.data.frame(boxes), as_tensor(boxes), "xyxy")), expected)
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    compute_iou(diag(3), diag(4), "xyxy")
    compute_iou(diag(4), diag(4), "corners")
    compute_iou(diag(4), diag(4), "xyxy", use_masking = NA)
    compute_iou(diag(4), diag(4), "xyxy", image_shape = 10)
  })
})
