needs_python()
skip_if_not_installed("png")

test_that("a PNG of 16 bits keeps them", {
  root <- new_folder()
  deep <- matrix(seq(0, 65535, length.out = 72) %/% 1, 8, 9)
  pixels <- tf$cast(array(deep, c(8, 9, 1)), "uint16")
  tf$io$write_file(file.path(root, "deep.png"), tf$io$encode_png(pixels))
  image <- as.array(dataset_collect(load_unlabeled(root, color_mode = "grayscale"))[[1]])
  expect_equal(image[, , 1], deep)
})

test_that("a PNG of few bits has the pixels that others read", {
  root <- new_folder()
  # Black and white in a row, white and black below, of 1 bit each.
  written <- paste0(
    "89504e470d0a1a0a0000000d49484452000000020000000201000000005acd30890000000c49444154",
    "789c6370607200000108008318868bce0000000049454e44ae426082"
  )
  path <- file.path(root, "few.png")
  octets <- substring(written, seq(1, nchar(written), 2), seq(2, nchar(written), 2))
  writeBin(as.raw(strtoi(octets, 16)), path)
  read <- function(...) {
    ds <- image_dataset_from_directory(
      root, labels = NULL, image_size = c(2, 2), batch_size = NULL, verbose = FALSE, ...
    )
    as.array(dataset_collect(ds)[[1]])
  }
  expected <- 255 * png::readPNG(path)
  expect_equal(read(color_mode = "grayscale")[, , 1], expected)
  expect_equal(read(color_mode = "rgba"), array(c(rep(expected, 3), rep(255, 4)), c(2, 2, 4)))
})

test_that("reports bad options in one sentence", {
  root <- new_folder()
  write_images(root, "a", count = 1)
  expect_snapshot(error = TRUE, {
    load_unlabeled(root, decoder = list(.rds = readRDS))
    load_unlabeled(root, decoder = list(npy = "numpy"))
    load_unlabeled(root, antialias = "yes")
  })
})
