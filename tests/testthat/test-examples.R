needs_python()

# The lines that the script of a project prints, in a process of its own.
run_example <- function(project, folder) {
  skip_slow("Whole projects write files, train and serve; only they show that their parts fit.")
  examples <- test_path("..", "..", "examples")
  skip_if_not(dir.exists(examples), "the examples are not installed")
  packages <- c(dirname(getNamespaceInfo("prelayer", "path")), .libPaths())
  old <- setwd(file.path(examples, project))
  on.exit(setwd(old))
  errors <- tempfile()
  lines <- suppressWarnings(system2(
    file.path(R.home("bin"), "Rscript"), c("--vanilla", paste0(project, ".R"), folder),
    stdout = TRUE, stderr = errors,
    env = c(paste0("R_LIBS=", paste(packages, collapse = .Platform$path.sep)), "PYTHONIOENCODING=utf-8")
  ))
  if (!is.null(attr(lines, "status"))) stop(paste(readLines(errors, warn = FALSE), collapse = "\n"))
  enc2utf8(lines)
}

# The numbers in the line that begins with a label.
numbers_after <- function(lines, label) {
  line <- lines[startsWith(lines, label)]
  stopifnot(length(line) == 1)
  rest <- substring(line, nchar(label) + 1)
  as.numeric(regmatches(rest, gregexpr("[0-9]+([.][0-9]+)?", rest))[[1]])
}

served_lines <- function(lines) sub("^served: ", "", lines[startsWith(lines, "served: ")])

test_that("tables", {
  skip_if(is_loaded_by_pkgload(), "the package is not installed")
  folder <- new_folder()
  lines <- run_example("tables", folder)
  rows <- numbers_after(lines, "rows: ")
  expect_equal(sum(rows), length(readLines(file.path(folder, "rentals.csv"))) - 1)
  expect_true(0.18 < rows[[2]] / sum(rows) && rows[[2]] / sum(rows) < 0.22)
  errors <- numbers_after(lines, "mean absolute error: ")
  expect_lt(errors[[1]], errors[[2]] / 2)
  rentals <- as.numeric(sub(".* ([0-9.]+) rentals$", "\\1", served_lines(lines)))
  expect_length(rentals, 3)
  expect_gt(rentals[[1]], 5 * rentals[[2]])
  expect_gt(rentals[[3]], 0)
})

test_that("multilingual_text", {
  skip_if(is_loaded_by_pkgload(), "the package is not installed")
  skip_if_not(reticulate::py_module_available("tf2onnx"), "Python's tf2onnx is not installed")
  lines <- run_example("multilingual_text", new_folder())
  expect_identical(numbers_after(lines, "sentences: "), c(6000, 2000))
  standardized <- numbers_after(lines, "accuracy, standardized: ")
  as_written <- numbers_after(lines, "accuracy, as written: ")
  expect_gt(standardized, 0.95)
  expect_gt(standardized - 0.05, as_written)
  expect_gt(as_written, numbers_after(lines, "accuracy, most frequent topic: "))
  topics <- sub(".* -> ([a-z]+) .*", "\\1", served_lines(lines))
  expect_identical(topics, c("travel", "sport", "weather", "food"))
})

test_that("images_with_boxes", {
  skip_if(is_loaded_by_pkgload(), "the package is not installed")
  skip_if_not(reticulate::py_module_available("ai_edge_litert"), "Python's ai-edge-litert is not installed")
  skip_if_not(capabilities("png"), "R cannot draw PNG files")
  folder <- new_folder()
  lines <- run_example("images_with_boxes", folder)
  expect_identical(numbers_after(lines, "images: "), c(400, 200))
  as_drawn <- numbers_after(lines, "IoU, as drawn: ")
  expect_gt(numbers_after(lines, "IoU, augmented: "), as_drawn + 0.03)
  expect_gt(as_drawn, numbers_after(lines, "IoU, the mean box: ") + 0.03)
  boxes <- regmatches(served_lines(lines), gregexpr("[0-9]+", served_lines(lines)))
  boxes <- t(vapply(boxes, as.numeric, numeric(8)))
  expect_identical(nrow(boxes), 4L)
  # The centers of the boxes, in a frame of 96 x 128 pixels.
  centers <- function(boxes) (boxes[, 1:2] + boxes[, 3:4]) / 2
  expect_lt(mean(abs(centers(boxes[, 1:4]) - centers(boxes[, 5:8]))), 16)
  expect_identical(readBin(file.path(folder, "augmented.png"), "raw", 4)[2:4], charToRaw("PNG"))
})

test_that("image_text_table", {
  skip_if(is_loaded_by_pkgload(), "the package is not installed")
  lines <- run_example("image_text_table", new_folder())
  found <- numbers_after(lines, "offers: ")
  expect_gt(found[[2]], found[[3]] + 0.2)
  for (name in c("photo", "title", "price")) {
    without <- numbers_after(lines, sprintf("accuracy without the %s: ", name))
    expect_lt(without, found[[2]] - 0.03, label = name)
  }
  expect_length(served_lines(lines), 4)
})
