needs_python()

reviews <- c(
  "bad/1.txt" = "Dull.", "bad/2.txt" = "Too long, and too loud.",
  "good/1.txt" = "D\u00e9licieux \u2615!", "good/2.txt" = "A delight."
)

load_texts <- function(root, ..., shuffle = FALSE) {
  text_dataset_from_directory(root, ..., shuffle = shuffle, verbose = FALSE)
}

parts_of <- function(dataset, i) {
  unlist(lapply(dataset_collect(dataset), function(batch) as.vector(as.array(batch[[i]]))))
}

test_that("raw files become batches of strings with int32 labels", {
  root <- new_folder()
  write_texts(root, reviews)
  c(texts, labels) %<-% dataset_collect(load_texts(root, batch_size = 3))[[1]]
  expect_equal(dim(texts), 3)
  expect_equal(texts$dtype$name, "string")
  expect_equal(labels$dtype$name, "int32")
})

test_that("texts are what their files hold", {
  root <- new_folder()
  write_texts(root, reviews)
  ds <- load_texts(root)
  expect_identical(parts_of(ds, 1), unname(reviews))
  expect_identical(parts_of(ds, 2), c(0L, 0L, 1L, 1L))
  expect_identical(ds$class_names, c("bad", "good"))
  expect_identical(ds$file_paths, file.path(root, names(reviews)))
})

test_that("a maximal length counts characters", {
  root <- new_folder()
  write_texts(root, c("a/1.txt" = "\u2615\u2615 coffee", "a/2.txt" = "tea"))
  expect_identical(parts_of(load_texts(root, max_length = 4), 1), c("\u2615\u2615 c", "tea"))
})

test_that("without labels texts come alone", {
  root <- new_folder()
  write_texts(root, reviews)
  ds <- load_texts(root, labels = NULL, batch_size = NULL)
  expect_identical(vapply(dataset_collect(ds), as.character, ""), unname(reviews))
})

test_that("texts keep their labels when shuffled and split", {
  root <- new_folder()
  names <- c(outer(c("a", "b"), 1:10, function(class, n) sprintf("%s/%d.txt", class, n)))
  write_texts(root, stats::setNames(names, names))
  parts <- load_texts(root, shuffle = TRUE, seed = 2, validation_split = 0.25, subset = "both")
  seen <- lapply(parts, parts_of, 1)
  expect_equal(lengths(seen), c(15, 5))
  expect_setequal(unlist(seen), names)
  for (part in parts) {
    rows <- dataset_collect(dataset_unbatch(part))
    expect_true(all(vapply(rows, function(row) {
      startsWith(as.character(row[[1]]), "b") == (as.integer(row[[2]]) == 1)
    }, NA)))
  }
})

test_that("a text in another encoding is an error that names the file", {
  root <- new_folder()
  write_texts(root, c("a/1.txt" = "fine", "a/2.txt" = iconv("D\u00e9licieux", "UTF-8", "latin1")))
  error <- expect_error(dataset_collect(load_texts(root)), class = "prelayer_error")
  expect_match(conditionMessage(error), sprintf(
    "text_dataset_from_directory: the file %s cannot be read as UTF-8 text. Convert it or move it away.",
    file.path(root, "a", "2.txt")
  ), fixed = TRUE)
})

test_that("texts of any encoding become UTF-8", {
  encoded <- c(latin1 = "D\u00e9licieux", "ISO-8859-1" = "Gr\u00f6\u00dfe", cp949 = "\ub9db\uc788\uc5b4\uc694")
  for (name in names(encoded)) {
    root <- new_folder()
    bytes <- iconv(encoded[[name]], "UTF-8", name, toRaw = TRUE)[[1]]
    dir.create(file.path(root, "a"))
    writeBin(bytes, file.path(root, "a", "1.txt"))
    expect_identical(parts_of(load_texts(root, encoding = name), 1), encoded[[name]])
  }
})

test_that("bytes that are no text can be replaced or ignored", {
  root <- new_folder()
  write_texts(root, c("a/1.txt" = "caf\xe9 au lait"))
  expect_identical(parts_of(load_texts(root, errors = "replace"), 1), "caf\ufffd au lait")
  expect_identical(parts_of(load_texts(root, errors = "ignore"), 1), "caf au lait")
})

test_that("files of other extensions are read", {
  root <- new_folder()
  write_texts(root, c("a/1.MD" = "one", "a/2.rst" = "two", "a/3.txt" = "three"))
  expect_identical(parts_of(load_texts(root), 1), "three")
  expect_identical(parts_of(load_texts(root, extensions = ".md"), 1), "one")
  expect_identical(parts_of(load_texts(root, extensions = c(".md", ".txt")), 1), c("one", "three"))
})

test_that("reports bad arguments in one sentence", {
  root <- new_folder()
  write_texts(root, reviews)
  expect_snapshot(error = TRUE, {
    load_texts(root, max_length = 0)
    load_texts(root, seed = -1)
    load_texts(root, labels = c(0, 1, 1, 1.5))
    load_texts(root, label_mode = "words")
    load_texts(root, encoding = "gb180300")
    load_texts(root, errors = "drop")
    load_texts(root, extensions = "txt")
  })
})

test_that("reports a folder without texts", {
  root <- new_folder()
  expect_error(load_texts(root, labels = NULL), "must be a folder with .txt files", class = "prelayer_error")
  expect_error(load_texts(file.path(root, "none")), "must be a folder that exists", class = "prelayer_error")
})
