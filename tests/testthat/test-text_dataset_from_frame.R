needs_python()

# Three texts in a folder, and the table that lists them.
written <- function() {
  root <- new_folder()
  write_texts(root, c("1.txt" = "Dull.", "2.txt" = "Gr\u00fc\u00dfe", "3.txt" = "A delight!"))
  list(root = root, table = data.frame(path = c("3.txt", "2.txt", "1.txt"), label = c("good", "fair", "bad")))
}

load_texts <- function(given, ...) {
  text_dataset_from_frame(given$table, directory = given$root, ..., shuffle = FALSE, verbose = FALSE)
}

test_that("a label belongs to its file", {
  dataset <- load_texts(written(), batch_size = 3)
  batch <- dataset_collect(dataset)[[1]]
  expect_identical(as.vector(batch[[1]]), c("A delight!", "Gr\u00fc\u00dfe", "Dull."))
  expect_identical(as.vector(batch[[2]]), c(2L, 1L, 0L))
  expect_identical(class_names(dataset), c("bad", "fair", "good"))
})

test_that("texts are cut after so many characters", {
  texts <- dataset_collect(load_texts(written(), label = NULL, max_length = 4))[[1]]
  expect_identical(as.vector(texts), c("A de", "Gr\u00fc\u00df", "Dull"))
})

test_that("files in another encoding are met by the policy", {
  given <- written()
  bad <- file.path(given$root, "2.txt")
  writeBin(as.raw(c(0x47, 0xfc)), bad)
  dataset <- load_texts(given, on_error = "skip")
  batch <- dataset_collect(dataset)[[1]]
  expect_identical(as.vector(batch[[1]]), c("A delight!", "Dull."))
  expect_identical(as.vector(batch[[2]]), c(2L, 0L))
  expect_identical(report(dataset)$path, bad)
})

test_that("all parts of a split come in one call", {
  root <- new_folder()
  names <- sprintf("%d.txt", 1:20)
  write_texts(root, stats::setNames(as.character(1:20), names))
  given <- list(root = root, table = data.frame(path = names, label = c("a", "b")))
  parts <- load_texts(given, split = c(a = 0.5, b = 0.5), stratify = "label", seed = 1)
  found <- lapply(parts, function(part) as.integer(as.vector(dataset_collect(part)[[1]][[1]])))
  expect_identical(sort(unlist(found, use.names = FALSE)), 1:20)
  expect_identical(vapply(found, function(part) sum(part %% 2), 0), c(a = 5, b = 5))
})

test_that("refuses a length below 1", {
  expect_snapshot(error = TRUE, load_texts(written(), max_length = 0))
})
