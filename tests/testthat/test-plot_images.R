needs_python()
skip_if_not_installed("png")

values <- array(((0:71) * 7) %% 72 / 71, c(2, 3, 4, 3))

test_that("draws a picture for each image in rows", {
  seen <- pictures_of(plot_images(values, columns = 1))
  expect_length(seen, 2)
  for (i in 1:2) expect_equal(at_pixels(seen[[i]], c(3, 4)), values[i, , , ], tolerance = 0.005)
  # One above the other, they are as wide as the height allows.
  expect_gt(dim(seen[[1]])[[2]], 140)
})

test_that("black and white follow one rule", {
  gray <- matrix(c(0, 0.5, 1, 0.25), 2)
  shown <- function(...) at_pixels(pictures_of(plot_images(...))[[1]], c(2, 2))[, , 1]
  expect_equal(shown(gray), gray, tolerance = 0.01)
  expect_equal(shown(gray * 200), gray * 200 / 255, tolerance = 0.01)
  expect_equal(shown(matrix(c(0L, 51L, 255L, 1L), 2)), matrix(c(0, 0.2, 1, 0), 2), tolerance = 0.01)
  expect_equal(shown(gray * 2 - 1, value_range = c(-1, 1)), gray, tolerance = 0.01)
  expect_equal(shown(gray > 0.3), (gray > 0.3) * 1)
})

test_that("NaN is magenta", {
  image <- values[1, , , ]
  image[2, 3, 1] <- NaN
  seen <- at_pixels(pictures_of(plot_images(image))[[1]], c(3, 4))
  expect_equal(seen[2, 3, ], c(1, 0, 1))
  expect_equal(seen[-2, , ], image[-2, , ], tolerance = 0.01)
})

test_that("takes one image, a list, a dict and a dataset", {
  first <- function(...) at_pixels(pictures_of(plot_images(...))[[1]], c(3, 4))
  expected <- values[1, , , ]
  alone <- at_pixels(pictures_of(plot_images(expected))[[1]], c(3, 4))
  expect_equal(alone, expected, tolerance = 0.01)
  expect_equal(first(list(expected, expected[1:2, , ])), expected, tolerance = 0.01)
  expect_equal(first(list(images = values)), expected, tolerance = 0.01)
  expect_equal(first(as_tensor(values)), expected, tolerance = 0.01)
  dataset <- tensor_slices_dataset(list(values, c(0L, 1L))) %>% dataset_batch(2)
  expect_equal(first(dataset), expected, tolerance = 0.01)
})

test_that("titles are texts or labels by name", {
  titles_of <- function(...) texts_of(plot_images(values, ...))
  expect_equal(titles_of(c("x", "\u00e9")), c("x", "\u00e9"))
  expect_equal(titles_of(c(0, 1), class_names = c("a", "b")), c("a", "b"))
  expect_equal(titles_of(factor(c("b", "a"))), c("b", "a"))
  expect_equal(titles_of(rbind(c(1, 0), c(0.25, 0.75)), class_names = c("a", "b")), c("a", "b 0.75, a 0.25"))
  expect_identical(titles_of(), character())
  expect_equal(texts_of(plot_images(values[1, , , ], "one")), "one")
})

test_that("draws no more images than asked for and says so", {
  expect_equal(texts_of(plot_images(values, c("a", "b"), max_images = 1)), c("a", "the first 1 of 2 images"))
})

test_that("refuses what it cannot draw in one sentence", {
  expect_snapshot(error = TRUE, {
    plot_images(1:3)
    plot_images(values[, , , 1:2])
    plot_images(values, titles = c("a", "b", "c"))
    plot_images(values, titles = c(0, 2), class_names = c("a", "b"))
    plot_images(values, columns = 0)
    plot_images(values, value_range = c(1, 0))
    plot_images(values, bounding_box_format = "xy")
    plot_images(list(image = values))
    plot_images(array(NA_real_, c(2, 2)))
  })
})

test_that("gives its input back and leaves the device as it was", {
  grDevices::png(tempfile())
  graphics::par(mfrow = c(1, 2), cex = 1.5)
  before <- graphics::par(c("mfrow", "mar", "oma", "cex", "mex"))
  result <- withVisible(plot_images(values))
  after <- graphics::par(c("mfrow", "mar", "oma", "cex", "mex"))
  grDevices::dev.off()
  expect_identical(result, list(value = values, visible = FALSE))
  expect_identical(after, before)
})
