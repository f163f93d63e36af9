needs_python()

test_that("computes what its cases say", {
  run_cases("mix_up")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_mix_up(alpha = 0)
    layer_mix_up(alpha = "much")
    layer_mix_up(per = "epoch")
    layer_mix_up()(list(images = distinct_images(2), labels = c(1L, 2L)))
  })
})

test_that("averages images and labels with one weight", {
  images <- distinct_images(2)
  mixed <- layer_mix_up(alpha = 1, seed = 1)(list(images = images, labels = diag(2)))
  weights <- as.array(mixed$labels)
  expect_equal(rowSums(weights), c(1, 1), tolerance = 1e-6)
  expect_true(all(weights > 0))
  for (i in 1:2) {
    expected <- weights[i, 1] * images[1, , , ] + weights[i, 2] * images[2, , , ]
    expect_equal(as.array(mixed$images)[i, , , ], expected, tolerance = 1e-5)
  }
})

test_that("refuses class ids", {
  expect_error(
    layer_mix_up()(list(images = distinct_images(2), labels = c(1L, 2L))),
    "class ids cannot be mixed", class = "prelayer_error"
  )
})
