needs_python()
skip_if_not_installed("png")

test_that("reports a folder that it cannot use", {
  root <- new_folder()
  missing <- file.path(root, "none")
  expect_error(load_images(missing), sprintf(
    "image_dataset_from_directory: `directory` must be a folder that exists, but it is \"%s\".", missing
  ), fixed = TRUE, class = "prelayer_error")
  expect_error(load_images(root), "must be a folder with one folder for each class", class = "prelayer_error")
})

test_that("asks whether a folder nearby is meant", {
  root <- new_folder()
  write_images(file.path(root, "train"), "a", count = 1)
  missing <- file.path(root, "trian")
  expect_error(load_images(missing), sprintf(
    "`directory` must be a folder that exists, but it is \"%s\". Is \"train\" meant?", missing
  ), fixed = TRUE, class = "prelayer_error")
})

test_that("a file that links list twice is an error", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 2)
  link <- file.path(root, "b", "again.png")
  skip_if_not(file.symlink(file.path(root, "a", "1.png"), link))
  expect_error(load_images(root), sprintf(
    "each file must be listed once, but '%s' and '%s' are the same one. Remove the link.",
    file.path(root, "a", "1.png"), link
  ), fixed = TRUE, class = "prelayer_error")
})
