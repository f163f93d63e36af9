needs_python()
skip_if_not_installed("png")

test_that("other kinds of files are read by functions", {
  root <- new_folder()
  numpy <- reticulate::import("numpy", convert = FALSE)
  values <- matrix(stats::rnorm(72), 8, 9)
  numpy$save(file.path(root, "a.npy"), values)
  ds <- load_unlabeled(root, decoder = list(.npy = numpy$load), color_mode = "grayscale")
  expect_equal(as.array(dataset_collect(ds)[[1]])[, , 1], values, tolerance = 1e-6)
})
