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

test_that("a text in another encoding is an error that names the file", {
  given <- written()
  bad <- file.path(given$root, "2.txt")
  writeBin(as.raw(c(0x47, 0xfc)), bad)
  sentence <- "text_dataset_from_frame: the file %s cannot be read as UTF-8 text. Convert it, or drop its row."
  expect_error(dataset_collect(load_texts(given)), sprintf(sentence, bad), fixed = TRUE, class = "prelayer_error")
})

# The text of one file of bytes.
text_of <- function(bytes, ...) {
  root <- new_folder()
  writeBin(bytes, file.path(root, "1.txt"))
  as.vector(dataset_collect(load_texts(list(root = root, table = data.frame(path = "1.txt")), label = NULL, ...))[[1]])
}

test_that("texts of any encoding become UTF-8", {
  for (encoding in c("latin1", "cp949")) {
    text <- c(latin1 = "Gr\u00fc\u00dfe", cp949 = "\ub9db\uc788\uc5b4\uc694")[[encoding]]
    expect_identical(text_of(iconv(text, "UTF-8", encoding, toRaw = TRUE)[[1]], encoding = encoding), text)
  }
})

test_that("bytes that are no text can be replaced or ignored", {
  bytes <- as.raw(c(0x63, 0x61, 0x66, 0xe9))
  expect_identical(text_of(bytes, errors = "replace"), "caf\ufffd")
  expect_identical(text_of(bytes, errors = "ignore"), "caf")
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

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    load_texts(written(), max_length = 0)
    load_texts(written(), encoding = "gb180300")
    load_texts(written(), errors = "drop")
  })
})
