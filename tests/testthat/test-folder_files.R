needs_python()
skip_if_not_installed("png")

test_that("reports a folder that it cannot use", {
  root <- new_folder()
  missing <- file.path(root, "none")
  expect_error(load_images(missing), sprintf(
    "image_dataset_from_directory: `directory` must be a folder that exists, not \"%s\".", missing
  ), fixed = TRUE, class = "prelayer_error")
  expect_error(load_images(root), "must be a folder with one folder for each class", class = "prelayer_error")
})

test_that("asks whether a folder nearby is meant", {
  root <- new_folder()
  write_images(file.path(root, "train"), "a", count = 1)
  missing <- file.path(root, "trian")
  expect_error(load_images(missing), sprintf(
    "`directory` must be a folder that exists, not \"%s\". Is \"train\" meant?", missing
  ), fixed = TRUE, class = "prelayer_error")
})

test_that("hidden files and folders are left out", {
  root <- new_folder()
  write_images(root, c("a", "b", "a/.ipynb_checkpoints", ".c"), count = 1)
  file.copy(file.path(root, "a", "1.png"), file.path(root, "a", "._1.png"))
  found <- file.path(root, c("a", "b"), "1.png")
  expect_identical(load_images(root)$file_paths, found)
  flow <- flow_images_from_directory(root, image_data_generator(), c(8, 9), shuffle = FALSE, verbose = FALSE)
  expect_identical(flow$file_paths, found)
})

test_that("only regular files are read", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 1)
  fifo <- file.path(root, "a", "fifo.png")
  skip_if(system2("mkfifo", fifo) != 0)
  expect_length(dataset_collect(dataset_unbatch(load_images(root))), 2)
  for (on_error in c("raise", "skip")) {
    expect_error(image_dataset_from_frame(data.frame(path = fifo), on_error = on_error), sprintf(
      "each path must lead to a regular file, but '%s' leads to a FIFO, a socket or a device.", fifo
    ), fixed = TRUE, class = "prelayer_error")
  }
})
