needs_python()
skip_if_not_installed("png")

test_that("class names give the order of labels", {
  root <- new_folder()
  write_images(root, c("a", "b", "c"), count = 2)
  ds <- load_images(root, class_names = c("c", "a"))
  expect_equal(ds$class_names, c("c", "a"))
  expect_equal(basename(dirname(ds$file_paths)), c("c", "c", "a", "a"))
  expect_equal(labels_of(ds), c(0, 0, 1, 1))
  expect_equal(load_images(root, class_names = "b")$class_names, "b")
})

test_that("label modes encode labels", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 1)
  labels <- function(mode) as.array(dataset_collect(load_images(root, label_mode = mode))[[1]][[2]])
  expect_equal(labels("categorical"), diag(2))
  expect_equal(labels("binary"), matrix(c(0, 1)))
})

test_that("without labels images come alone", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 1)
  for (ds in list(load_images(root, label_mode = NULL), load_images(root, labels = NULL))) {
    expect_equal(dim(dataset_collect(ds)[[1]]), c(2, 8, 9, 3))
    expect_null(ds$class_names)
  }
})

test_that("given labels follow the order of the paths", {
  root <- new_folder()
  write_images(root, c("b", "a"), count = 2)
  ds <- load_images(root, labels = c(5, 6, 7, 7))
  expect_equal(basename(dirname(ds$file_paths)), c("a", "a", "b", "b"))
  expect_equal(labels_of(ds), c(5, 6, 7, 7))
})

test_that("given labels may be strings", {
  root <- new_folder()
  write_images(root, "a", count = 3)
  ds <- load_images(root, labels = factor(c("wet", "dry", "wet")))
  expect_equal(labels_of(ds), c(1, 0, 1))
  expect_equal(ds$class_names, c("dry", "wet"))
})
