needs_python()
skip_if_not_installed("png")

load_images <- function(root, ..., image_size = c(8, 9), shuffle = FALSE) {
  image_dataset_from_directory(root, ..., image_size = image_size, shuffle = shuffle, verbose = FALSE)
}

labels_of <- function(dataset) {
  unlist(lapply(dataset_collect(dataset), function(batch) as.vector(as.array(batch[[2]]))))
}

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

test_that("without a batch size images come one by one", {
  root <- new_folder()
  write_images(root, "a", count = 2)
  elements <- dataset_collect(load_images(root, batch_size = NULL))
  expect_length(elements, 2)
  expect_equal(dim(elements[[1]][[1]]), c(8, 9, 3))
})

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
    load_images(root, validation_split = 0.5)
    load_images(root, seed = 0.5)
  })
})

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

test_that("the arguments are Python's in name, order and default", {
  expect_identical(formals_in_r(image_dataset_from_directory), formals_in_python("image_dataset_from_directory"))
})
