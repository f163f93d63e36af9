needs_python()
skip_if_not_installed("png")

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

test_that("a link to a folder around it is not entered again", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 1)
  skip_if_not(file.symlink(file.path(root, "a"), file.path(root, "a", "again")))
  expect_length(load_images(root, follow_links = TRUE)$file_paths, 2)
})
