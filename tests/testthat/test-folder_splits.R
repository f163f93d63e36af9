needs_python()
skip_if_not_installed("png")

test_that("a seed splits files as Keras splits them", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 5)
  ours <- load_images(root, shuffle = TRUE, seed = 3, validation_split = 0.4, subset = "both")
  reticulate::py_capture_output({
    theirs <- keras$utils$image_dataset_from_directory(
      root, seed = 3L, validation_split = 0.4, subset = "both"
    )
  })
  expect_length(ours, 2)
  for (i in 1:2) expect_equal(ours[[i]]$file_paths, theirs[[i]]$file_paths)
  expect_equal(lengths(lapply(ours, function(ds) ds$file_paths)), c(6, 4))
})

test_that("one call returns all parts of a split", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 10)
  for (shares in list(c(train = 0.8, test = 0.2), list(train = 0.8, test = 0.2))) {
    parts <- load_images(root, split = shares, stratify = TRUE, seed = 3)
    expect_named(parts, c("train", "test"))
    paths <- lapply(parts, function(part) as.character(part$file_paths))
    expect_setequal(unlist(paths), as.character(load_images(root)$file_paths))
    expect_equal(as.vector(table(labels_of(parts$train))), c(8, 8))
    expect_equal(as.vector(table(labels_of(parts$test))), c(2, 2))
  }
})

test_that("a split by path moves no file when others are added", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 10)
  split <- function() {
    parts <- load_images(root, split = c(train = 0.5, test = 0.5), split_by = "path")
    lapply(parts, function(part) as.character(part$file_paths))
  }
  before <- split()
  write_images(root, c("a", "b"), count = 15)
  after <- split()
  for (name in names(before)) expect_true(all(before[[name]] %in% after[[name]]))
  expect_length(unlist(after), 30)
})

test_that("files of a group stay together", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 10)
  by_number <- rep(c(1, 10, 2:9), 2)
  for (group in list(function(path) basename(path), ~ basename(.x), by_number, factor(by_number))) {
    parts <- load_images(root, split = c(train = 0.5, test = 0.5), group = group, seed = 1)
    numbers <- lapply(parts, function(part) unique(basename(as.character(part$file_paths))))
    expect_length(intersect(numbers$train, numbers$test), 0)
    expect_setequal(unlist(numbers), sprintf("%d.png", 1:10))
  }
})

test_that("an error in a function of paths comes through", {
  root <- new_folder()
  write_images(root, "a", count = 2)
  failing <- function(path) stop("no group for ", path)
  expect_error(load_images(root, split = c(a = 0.5, b = 0.5), group = failing), "no group for a/1.png", fixed = TRUE)
})

test_that("refuses splits that contradict themselves", {
  root <- new_folder()
  write_images(root, c("a", "b"), count = 2)
  expect_snapshot(error = TRUE, {
    load_images(root, stratify = TRUE)
    load_images(root, split = c(a = 0.5, b = 0.5), group = 1:2)
    load_images(root, split = c(a = 0.5, b = 0.5), stratify = TRUE, labels = NULL)
    load_images(root, split = c(a = 1), validation_split = 0.2, subset = "both", seed = 1)
    load_images(root, split = c(a = 0.5, b = 0.6))
    load_images(root, split = c(0.5, 0.5))
  })
})
