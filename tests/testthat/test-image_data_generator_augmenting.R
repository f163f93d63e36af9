needs_python()

test_that("a width shift moves images along the width", {
  images <- some_images(8)
  moved <- as.array(image_data_generator(width_shift_range = I(2))$random_transform(images, seed = 1))
  sides <- vapply(1:8, function(row) {
    left <- max(abs(moved[row, , 1:6, ] - images[row, , 3:8, ])) < 0.01
    right <- max(abs(moved[row, , 3:8, ] - images[row, , 1:6, ])) < 0.01
    if (left && !right) "left" else if (right && !left) "right" else "none"
  }, "")
  expect_setequal(sides, c("left", "right"))
})

test_that("brightness multiplies the light", {
  images <- some_images(2)
  generator <- image_data_generator(brightness_range = c(2, 2))
  expect_equal(as.array(generator$random_transform(images)), pmin(images * 2, 255), tolerance = 1e-5)
})

test_that("shifts channels within the range", {
  gray <- array(100, c(32, 2, 2, 3))
  difference <- as.array(image_data_generator(channel_shift_range = 40)$random_transform(gray, seed = 1)) - 100
  expect_lte(max(abs(difference)), 40)
  expect_gt(max(abs(difference)), 30)
})
