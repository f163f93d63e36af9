needs_python()

test_that("computes what its cases say", {
  run_cases("random_flip")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_random_flip(mode = "up")
    layer_random_flip(seed = 0.5)
  })
})

test_that("draws each direction by itself for each image", {
  image <- distinct_images(1) * 1000 # whole numbers, which float32 holds exactly
  images <- image[rep(1, 1000), , , , drop = FALSE]
  flipped <- as.array(layer_random_flip(seed = 1)(images))
  as_drawn <- list(image, image[, 4:1, , , drop = FALSE], image[, , 5:1, , drop = FALSE], image[, 4:1, 5:1, , drop = FALSE])
  outcome <- apply(flipped, 1, function(one) {
    which(vapply(as_drawn, function(other) identical(as.vector(one), as.vector(other)), TRUE))
  })
  counts <- tabulate(outcome, 4)
  expect_equal(sum(counts), 1000)
  expect_true(all(abs(counts - 250) < 5 * sqrt(1000 * 0.25 * 0.75)))
})

test_that("keeps the dtype of integers", {
  for (dtype in c("uint8", "int64", "float16", "float64", "bool")) {
    images <- as_tensor(distinct_images(2) * 1000 > 40, dtype)
    flipped <- layer_random_flip(seed = 1)(images)
    expect_identical(flipped$dtype$name, if (grepl("float", dtype)) "float32" else dtype)
    expect_identical(sort(as.vector(flipped)), sort(as.vector(images)))
  }
})
