needs_python()
skip_if_not_installed("png")

size <- c(8, 9)

flow_directory <- function(...) flow_images_from_directory(..., target_size = size, verbose = FALSE)

flow_frame <- function(...) flow_images_from_dataframe(..., target_size = size, verbose = FALSE)

first_batch <- function(dataset) {
  batch <- dataset_collect(dataset)[[1]]
  lapply(if (is_python(batch)) list(batch) else batch, function(part) {
    if (is_python(part)) as.array(part) else lapply(part, as.array)
  })
}

frame_of <- function(written) data.frame(filename = names(written), class = basename(dirname(names(written))))

test_that("images have the values of their files", {
  root <- new_folder()
  written <- write_images(root, c("a", "b"))
  ds <- flow_directory(root, image_data_generator(rescale = 0.5), shuffle = FALSE)
  c(images, labels) %<-% first_batch(ds)
  for (i in seq_along(written)) expect_equal(images[i, , , ], written[[i]] / 2)
  expect_equal(labels, diag(2)[rep(1:2, each = 3), ])
  expect_equal(ds$class_indices, list(a = 0, b = 1))
  expect_equal(ds$file_paths, names(written))
})

test_that("class modes label files", {
  root <- new_folder()
  written <- write_images(root, c("a", "b"))
  for (flow in list(
    function(mode) flow_directory(root, class_mode = mode, shuffle = FALSE),
    function(mode) flow_frame(frame_of(written), class_mode = mode, shuffle = FALSE)
  )) {
    expect_equal(as.vector(first_batch(flow("binary"))[[2]]), c(0, 0, 0, 1, 1, 1))
    expect_equal(as.vector(first_batch(flow("sparse"))[[2]]), c(0, 0, 0, 1, 1, 1))
    both <- first_batch(flow("input"))
    expect_identical(both[[1]], both[[2]])
    expect_length(first_batch(flow(NULL)), 1)
  }
})

test_that("validation files are others of each class and are not augmented", {
  root <- new_folder()
  written <- write_images(root, c("a", "b"), count = 4)
  generator <- image_data_generator(validation_split = 0.25, brightness_range = c(0.1, 0.2))
  validation <- flow_directory(root, generator, subset = "validation", shuffle = FALSE)
  training <- flow_directory(root, generator, subset = "training")
  expect_equal(validation$file_paths, names(written)[c(1, 5)])
  expect_setequal(training$file_paths, names(written)[-c(1, 5)])
  expect_equal(first_batch(validation)[[1]][2, , , ], written[[5]])
  expect_lte(max(first_batch(training)[[1]]), 51)
})

test_that("an unreadable image is an error that names the file", {
  root <- new_folder()
  written <- write_images(root, c("a", "b"))
  bad <- file.path(root, "b", "2.png")
  writeLines("<html></html>", bad)
  sentence <- sprintf("image_data_generator: the file %s cannot be read as an image. Repair it or move it away.", bad)
  for (dataset in list(flow_directory(root), flow_frame(frame_of(written)))) {
    expect_error(dataset_collect(dataset), sentence, fixed = TRUE, class = "prelayer_error")
  }
})

test_that("a frame labels files by its columns", {
  written <- write_images(new_folder(), c("a", "b"), count = 2)
  frame <- frame_of(written)
  frame$tags <- list(c("wet", "old"), "old", "new", "wet")
  frame$x <- c(1, 2, 3, 4)
  frame$y <- c(5, 6, 7, 8)
  frame$weight <- c(0.1, 0.2, 0.3, 0.4)
  flow <- function(...) first_batch(flow_frame(frame, ..., shuffle = FALSE))
  expect_equal(flow(y_col = "tags")[[2]], rbind(c(0, 1, 1), c(0, 1, 0), c(1, 0, 0), c(0, 0, 1)))
  expect_equal(as.vector(flow(y_col = "x", class_mode = "raw")[[2]]), 1:4)
  expect_equal(flow(y_col = c("x", "y"), class_mode = "raw")[[2]], cbind(1:4, 5:8))
  expect_equal(as.vector(flow(y_col = c("x", "y"), class_mode = "multi_output")[[2]][[2]]), 5:8)
  expect_equal(as.vector(flow(weight_col = "weight")[[3]]), frame$weight, tolerance = 1e-6)
})

test_that("names of a frame follow the folder and factors are their labels", {
  root <- new_folder()
  written <- write_images(root, "a", count = 2)
  frame <- data.frame(file = c("a/2.png", "a/1.png"), kind = factor(c("dog", "cat")))
  ds <- flow_frame(frame, root, "file", "kind", class_mode = "sparse", shuffle = FALSE)
  c(images, labels) %<-% first_batch(ds)
  expect_equal(images[1, , , ], written[[2]])
  expect_equal(as.vector(labels), c(1, 0))
})

test_that("says what it found", {
  root <- new_folder()
  write_images(root, c("a", "b"))
  said <- reticulate::py_capture_output(flow_images_from_directory(root, target_size = size))
  expect_match(said, "Found 6 images belonging to 2 classes.", fixed = TRUE)
})

test_that("refuses files and columns in one sentence", {
  written <- write_images(new_folder(), c("a", "b"))
  frame <- frame_of(written)
  gone <- transform(frame, filename = c("gone.png", filename[-1]))
  expect_snapshot(error = TRUE, {
    flow_frame(gone)
    flow_frame(frame, x_col = "path")
    flow_frame(frame, classes = "a")
    flow_frame(transform(frame, class = 1:6))
    flow_directory(tempdir(), color_mode = "bgr")
    flow_frame(frame, generator = 5)
  })
})

test_that("classes are found again after a verb", {
  root <- new_folder()
  written <- write_images(root, c("a", "b"))
  ds <- flow_directory(root)
  changed <- ds %>% dataset_map(~ list(.x / 255, .y)) %>% dataset_prefetch(1)
  expect_identical(class_names(ds), c("a", "b"))
  expect_identical(class_names(changed), c("a", "b"))
  expect_identical(schema(changed)$file_paths, names(written))
})
