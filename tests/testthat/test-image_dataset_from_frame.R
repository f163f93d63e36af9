needs_python()
skip_if_not_installed("png")

load_images <- function(data, root, ..., shuffle = FALSE, verbose = FALSE) {
  image_dataset_from_frame(data, directory = root, image_size = c(8, 9), ..., shuffle = shuffle, verbose = verbose)
}

test_that("a label belongs to its file whatever the order", {
  given <- image_table()
  for (data in list(given$table, given$table[6:1, ], transform(given$table, label = factor(label)))) {
    dataset <- load_images(data, given$root, batch_size = 6)
    batch <- dataset_collect(dataset)[[1]]
    expect_identical(decode_labels(batch[[2]], class_names(dataset)), as.character(data$label))
    for (row in 1:6) {
      path <- file.path(given$root, data$path[[row]])
      expect_identical(as.array(batch[[1]])[row, , , ], given$images[[path]])
    }
  }
  expect_identical(schema(dataset)$file_paths, file.path(given$root, data$path))
})

test_that("images may come one by one", {
  given <- image_table()
  dataset <- load_images(given$table, given$root, batch_size = NULL)
  expect_equal(length(dataset), 6)
  found <- dataset_collect(dataset)
  for (row in 1:6) {
    path <- file.path(given$root, given$table$path[[row]])
    expect_identical(as.array(found[[row]][[1]]), given$images[[path]])
    expect_identical(decode_labels(found[[row]][[2]], class_names(dataset)), given$table$label[[row]])
  }
})

test_that("parts have files of their own", {
  given <- image_table()
  parts <- load_images(given$table, given$root, batch_size = 6, split = c(train = 0.5, test = 0.5), seed = 2)
  paths <- lapply(parts, function(part) schema(part)$file_paths)
  expect_setequal(unlist(paths), names(given$images))
  for (name in names(parts)) {
    images <- as.array(dataset_collect(parts[[name]])[[1]][[1]])
    for (row in seq_along(paths[[name]])) expect_identical(images[row, , , ], given$images[[paths[[name]][row]]])
  }
})

test_that("label modes encode labels", {
  given <- image_table()
  table <- transform(given$table, tags = c("a|b", "b", "", "a", "b", "a|b"), x = 0:5, y = 6:11)
  tags <- load_images(table, given$root, label = "tags", label_mode = "multi_label", batch_size = 6)
  marks <- rbind(c(1, 1), c(0, 1), c(0, 0), c(1, 0), c(0, 1), c(1, 1))
  expect_identical(as.array(dataset_collect(tags)[[1]][[2]]), marks)
  both <- load_images(table, given$root, label = c("x", "y"), label_mode = "float", weights = "x", batch_size = 6)
  element <- dataset_collect(both)[[1]]
  expect_identical(as.array(element[[2]]), cbind(0:5, 6:11) + 0)
  expect_identical(as.vector(element[[3]]), 0:5 + 0)
  expect_identical(dim(dataset_collect(load_images(table, given$root, label = NULL))[[1]]), c(6L, 8L, 9L, 3L))
})

test_that("bad files are met by the policy", {
  given <- image_table()
  writeBin(raw(), file.path(given$root, "cat", "1.png"))
  bad <- file.path(given$root, "cat", "1.png")
  expect_error(dataset_collect(load_images(given$table, given$root)), bad, fixed = TRUE, class = "prelayer_error")
  skipping <- load_images(given$table, given$root, on_error = "skip", batch_size = 6)
  good <- given$table[given$table$path != "cat/1.png", ]
  expect_identical(decode_labels(dataset_collect(skipping)[[1]][[2]], class_names(skipping)), good$label)
  expect_identical(report(skipping)$path, bad)
})

# The images of a table, of the loader and of a column.
both_ways <- function(table, root, size, ...) {
  loaded <- image_dataset_from_frame(
    table, label = NULL, directory = root, image_size = size, ..., shuffle = FALSE, verbose = FALSE
  )
  column <- image_column("path", size, directory = root, ...)
  lapply(list(loaded, dataset_from_frame(table, column)), function(dataset) as.array(dataset_collect(dataset)[[1]]))
}

test_that("functions read other kinds of files", {
  root <- new_folder()
  written <- write_images(root, ".", count = 1)
  numpy <- reticulate::import("numpy", convert = FALSE)
  values <- array(seq_len(8 * 9 * 3) / 4, c(8, 9, 3))
  numpy$save(file.path(root, "a.npy"), values)
  table <- data.frame(path = c("a.npy", "1.png"))
  for (images in both_ways(table, root, c(8, 9), decoder = list(.npy = numpy$load))) {
    expect_identical(images[1, , , ], values)
    expect_identical(images[2, , , ], written[[1]])
  }
  writeLines("no array", file.path(root, "a.npy"))
  sentence <- "image_dataset_from_frame: the file %s cannot be read as an image. Repair it, or drop its row."
  expect_error(
    both_ways(table, root, c(8, 9), decoder = list(.npy = numpy$load)),
    sprintf(sentence, file.path(root, "a.npy")), fixed = TRUE, class = "prelayer_error"
  )
})

test_that("antialiasing shrinks as Pillow does", {
  root <- new_folder()
  # Pillow's weights for half the size: the tent over four pixels.
  line <- c(0, 40, 80, 200, 120, 160, 240, 8)
  png::writePNG(array(rep(line / 255, each = 4), c(4, 8, 3)), file.path(root, "1.png"))
  tent <- function(at, weights) sum(line[at] * weights) / sum(weights)
  expected <- c(
    tent(1:3, c(3, 3, 1)), tent(2:5, c(1, 3, 3, 1)), tent(4:7, c(1, 3, 3, 1)), tent(6:8, c(1, 3, 3))
  )
  for (images in both_ways(data.frame(path = "1.png"), root, c(4, 4), antialias = TRUE)) {
    expect_equal(images[1, 2, , 1], expected, tolerance = 1e-5)
  }
})

test_that("refuses tables that cannot be right", {
  given <- image_table()
  sentence <- function(...) conditionMessage(expect_error(load_images(...), class = "prelayer_error"))
  missing <- transform(given$table, path = c("x.png", path[-1]))
  expect_identical(sentence(missing, given$root), sprintf(paste0(
    "image_dataset_from_frame: 1 of 6 files do not exist: '%s/x.png'. Is `directory` right? ",
    "`on_error = \"skip\"` leaves them out."
  ), given$root))
  expect_identical(
    sentence(given$table, given$root, path = "paths"),
    "image_dataset_from_frame: `path` names the column \"paths\", which does not exist. Is \"path\" meant?"
  )
  expect_identical(
    sentence(given$table, given$root, antialias = "yes"),
    "image_dataset_from_frame: `antialias` must be TRUE or FALSE, not \"yes\"."
  )
  expect_match(sentence(given$table, given$root, decoder = list(.rds = readRDS)), "must hold functions of Python")
})
