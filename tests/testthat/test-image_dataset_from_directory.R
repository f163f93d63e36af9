needs_python()
skip_if_not_installed("png")

test_that("raw files become batches of float32 images with int32 labels", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 5)
  ds <- load_images(root, batch_size = 8, image_size = c(20, 30))
  c(images, labels) %<-% dataset_collect(ds)[[1]]
  expect_equal(dim(images), c(8, 20, 30, 3))
  expect_equal(images$dtype$name, "float32")
  expect_equal(labels$dtype$name, "int32")
  expect_equal(labels_of(ds), rep(0:1, each = 5))
  expect_equal(ds$class_names, c("a", "b"))
})

test_that("images have the values of their files", {
  root <- new_folder()
  written <- write_images(root, "a")
  images <- as.array(dataset_collect(load_images(root))[[1]][[1]])
  for (i in seq_along(written)) expect_equal(images[i, , , ], written[[i]])
})

test_that("without a batch size images come one by one", {
  root <- new_folder()
  write_images(root, "a", count = 2)
  elements <- dataset_collect(load_images(root, batch_size = NULL))
  expect_length(elements, 2)
  expect_equal(dim(elements[[1]][[1]]), c(8, 9, 3))
})

test_that("an unreadable image is an error that names the file", {
  root <- new_folder()
  paths <- names(write_images(root, "a"))
  writeLines("<html></html>", paths[[2]])
  error <- expect_error(dataset_collect(load_images(root)), class = "prelayer_error")
  expect_match(conditionMessage(error), sprintf(
    "image_dataset_from_directory: the file %s cannot be read as an image. Repair it or move it away.", paths[[2]]
  ), fixed = TRUE)
})

test_that("reports bad arguments in one sentence", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 2)
  expect_snapshot(error = TRUE, {
    load_images(root, labels = "guessed")
    load_images(root, label_mode = "integer")
    load_images(root, color_mode = "bgr")
    load_images(root, batch_size = 1.5)
    load_images(root, image_size = c(8, 0))
    load_images(root, labels = 0)
    load_images(root, class_names = c("a", "z"))
    load_images(root, labels = c(0, 1, 2^31, 2))
    load_images(root, validation_split = 0.5)
    load_images(root, seed = 0.5)
  })
})
