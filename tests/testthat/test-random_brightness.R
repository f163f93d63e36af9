needs_python()

test_that("computes what its cases say", {
  run_cases("random_brightness")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_brightness(factor = "half")
    layer_random_brightness(factor = 1.5)
    layer_random_brightness(factor = 0.1, value_range = c(1, 0))
    layer_random_brightness(factor = 0.1, per = "pixel")
  })
})

test_that("changes a small image", {
  result <- layer_random_brightness(factor = c(0.2, 0.2))(matrix(c(0, 200, 100, 255), 2))
  expect_equal(as.array(result), matrix(c(51, 251, 151, 255), 2), tolerance = 1e-6)
})

test_that("takes a dark picture in a dataset and warns of it once outside", {
  layer <- layer_random_brightness(factor = c(0.2, 0.2))
  bright <- array(100, c(4, 4, 1))
  dark <- array(0.5, c(4, 4, 1))
  images <- tensor_slices_dataset(aperm(array(c(bright, dark), c(4, 4, 1, 2)), c(4, 1, 2, 3)))
  batches <- dataset_map(dataset_batch(images, 1), layer)
  results <- vapply(dataset_collect(batches), function(batch) as.array(batch)[[1]], 0)
  expect_equal(results, c(151, 51.5), tolerance = 1e-5)
  told <- reticulate::py_capture_output(type = "stderr", {
    layer(dark)
    layer(dark)
  })
  expect_match(told, "hold fractions from 0.5 to 0.5")
  expect_length(gregexpr("UserWarning", told)[[1]], 1)
})
