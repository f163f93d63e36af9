needs_python()
skip_if_not_installed("png")

# Two classes of three images each, with files among them that cannot be read.
spoilt_folder <- function() {
  root <- new_folder()
  written <- write_images(root, c("cat", "dog"), count = 3)
  bytes <- readBin(names(written)[[1]], "raw", 1e5)
  writeBin(utils::head(bytes, length(bytes) %/% 2), file.path(root, "cat", "half.png"))
  writeBin(raw(), file.path(root, "cat", "empty.png"))
  writeLines("<html></html>", file.path(root, "dog", "page.png"))
  list(root = root, images = unname(written))
}

bad_paths <- function(root) file.path(root, c("cat/empty.png", "cat/half.png", "dog/page.png"))

load_spoilt <- function(root, on_error, ...) {
  image_dataset_from_directory(
    root, image_size = c(8, 9), shuffle = FALSE, verbose = FALSE, on_error = on_error, ...
  )
}

parts <- function(dataset, i) lapply(dataset_collect(dataset), function(element) as.array(element[[i]]))

test_that("skip leaves out a bad file and its label", {
  spoilt <- spoilt_folder()
  ds <- load_spoilt(spoilt$root, "skip", batch_size = NULL)
  for (epoch in 1:2) {
    expect_equal(parts(ds, 1), spoilt$images)
    expect_equal(unlist(parts(ds, 2)), rep(0:1, each = 3))
    expect_identical(report(ds)$path, bad_paths(spoilt$root))
  }
  expect_identical(class_names(ds), c("cat", "dog"))
})

test_that("placeholder puts black in the place of a bad file", {
  root <- spoilt_folder()$root
  ds <- load_spoilt(root, "placeholder", batch_size = NULL)
  black <- vapply(parts(ds, 1), function(image) max(image) == 0, NA)
  expect_identical(as.character(ds$file_paths)[black], bad_paths(root))
  expect_equal(unlist(parts(ds, 2)), rep(0:1, c(5, 4)))
  expect_identical(report(ds)$path, bad_paths(root))
})

test_that("raise names the file", {
  root <- spoilt_folder()$root
  ds <- load_spoilt(root, "raise", batch_size = 1)
  error <- expect_error(dataset_collect(ds), class = "prelayer_error")
  expect_match(conditionMessage(error), sprintf(
    "image_dataset_from_directory: the file %s/cat/empty.png cannot be read as an image. Repair it or move it away.",
    root
  ), fixed = TRUE)
  expect_equal(nrow(report(ds)), 0)
})

test_that("the report gives a reason and is found after other verbs", {
  root <- spoilt_folder()$root
  ds <- load_spoilt(root, "skip") %>%
    dataset_unbatch() %>%
    dataset_shuffle(9, seed = 1) %>%
    dataset_batch(2)
  expect_equal(nrow(report(ds)), 0)
  dataset_collect(ds)
  found <- report(ds)
  expect_identical(found$path, bad_paths(root))
  expect_true(all(nchar(found$reason) > 10 & nchar(found$reason) < 200))
})

test_that("texts that cannot be read are met by the same rules", {
  root <- new_folder()
  write_texts(root, c("a/1.txt" = "one", "a/2.txt" = "caf\xe9", "b/3.txt" = "two"))
  load <- function(on_error) {
    text_dataset_from_directory(root, verbose = FALSE, shuffle = FALSE, batch_size = NULL, on_error = on_error)
  }
  skipping <- load("skip")
  expect_identical(unlist(parts(skipping, 1)), c("one", "two"))
  expect_identical(unlist(parts(skipping, 2)), 0:1)
  expect_identical(report(skipping)$path, file.path(root, "a/2.txt"))
  expect_identical(unlist(parts(load("placeholder"), 1)), c("one", "", "two"))
})

test_that("refuses another policy", {
  root <- spoilt_folder()$root
  error <- expect_error(load_spoilt(root, "ignore"), class = "prelayer_error")
  expect_identical(conditionMessage(error), paste(
    "image_dataset_from_directory: `on_error` must be \"raise\", \"skip\" or \"placeholder\", not",
    "\"ignore\"."
  ))
})
