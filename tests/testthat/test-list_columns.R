needs_python()

lists_to <- function(numbers) lapply(numbers, seq_len)

# A table whose row n has the list 1, ..., n.
numbered <- function(count) list(id = seq_len(count), tags = lists_to(seq_len(count)))

expect_own_lists <- function(dataset) {
  batches <- dataset_collect(dataset)
  for (batch in batches) expect_identical(as.array(batch$tags), lists_to(as.vector(batch$id)))
  unlist(lapply(batches, function(batch) as.vector(batch$id)))
}

test_that("lists of different lengths are ragged", {
  tags <- list(c("a", "b"), NULL, "c", c("d", "e", "f"))
  frame <- data.frame(id = 1:4)
  frame$tags <- tags
  for (data in list(frame, list(id = 1:4, tags = tags), list(id = 1:4, tags = I(tags)))) {
    dataset <- dataset_from_frame(data, batch_size = 3)
    batches <- dataset_collect(dataset)
    expect_identical(as.array(batches[[1]]$tags), list(c("a", "b"), character(), "c"))
    expect_identical(as.array(batches[[2]]$tags), list(c("d", "e", "f")))
    expect_identical(dataset$element_spec$tags$dtype$name, "string")
  }
})

test_that("lists of one length are dense", {
  batch <- dataset_collect(dataset_from_frame(list(place = list(1:2, 3:4, 5:6)), "place"))[[1]]
  expect_identical(as.array(batch), rbind(1:2, 3:4, 5:6))
  expect_identical(batch$dtype$name, "int64")
})

test_that("each row keeps its list in any order", {
  dataset <- dataset_from_frame(numbered(50), batch_size = 8, shuffle = TRUE, seed = 1)
  for (epoch in 1:2) {
    ids <- expect_own_lists(dataset)
    expect_identical(sort(ids), 1:50)
    expect_false(identical(ids, 1:50))
  }
  parts <- dataset_from_frame(
    numbered(50), split = list(train = 0.8, test = 0.2), seed = 1, batch_size = 7, drop_remainder = TRUE
  )
  expect_length(expect_own_lists(parts$train), 35)
  expect_length(expect_own_lists(parts$test), 7)
})

test_that("a dtype may be named for numbers in lists", {
  features <- numeric_column("tags", dtype = "float32")
  batch <- dataset_collect(dataset_from_frame(list(tags = list(1:2, 3L)), features))[[1]]
  expect_identical(batch$dtype$name, "float32")
  expect_identical(as.array(batch), list(c(1, 2), 3))
})

test_that("lists stand beside files that are skipped", {
  data <- numbered(5)
  data$path <- file.path(new_folder(), paste0(data$id, ".png"))
  for (number in c(1, 2, 4, 5)) {
    pixels <- tf$cast(array(number, c(2, 2, 1)), "uint8")
    tf$io$write_file(data$path[[number]], tf$io$encode_png(pixels))
  }
  features <- list(image = image_column("path", size = c(2, 2), color_mode = "grayscale"), id = "id", tags = "tags")
  dataset <- dataset_from_frame(data, features, on_error = "skip", batch_size = 3)
  expect_identical(expect_own_lists(dataset), c(1L, 2L, 4L, 5L))
  pixels <- unlist(lapply(dataset_collect(dataset), function(batch) as.array(batch$image)[, 1, 1, 1]))
  expect_identical(pixels, c(1, 2, 4, 5))
})

test_that("a class that is missing from a list is an error", {
  data <- list(id = 1:2, tags = list("a", c("b", NA)))
  expect_error(
    dataset_from_frame(data, "id", label_column("tags", "multi_label")),
    "dataset_from_frame: the column 'tags' misses a class in the list of row 2. Drop it.",
    fixed = TRUE, class = "prelayer_error"
  )
})

test_that("lists of numbers without a value stay numbers", {
  rows <- list(list(NA_real_, NA_real_), list(NA_integer_, c(NA, 2L)), list(NaN, structure(-0, class = "integer64")))
  for (lists in rows) {
    batch <- dataset_collect(dataset_from_frame(list(tags = lists), "tags", na = "mask"))[[1]]
    expect_identical(batch$dtype$name, "float32")
    expect_true(is.nan(unlist(as.array(batch))[[1]]))
  }
})

test_that("lists of text without a value stay text", {
  for (lists in list(list(NA_character_, NA_character_), list(factor(NA), NA))) {
    batch <- dataset_collect(dataset_from_frame(list(tags = lists), "tags", na = "token"))[[1]]
    expect_identical(c(as.array(batch)), c("[NA]", "[NA]"))
  }
})
