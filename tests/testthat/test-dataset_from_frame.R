needs_python()

table <- data.frame(
  size = c(1.5, 2.5, 0.25, 4, 8), count = c(3L, 1L, 4L, 1L, 5L), shop = c("B", "A", "B", "\u00e4", "A"),
  kind = c("old", "new", "new", "old", "new")
)

# All rows of a dataset of batches, in R's words.
rows <- function(dataset) joined(lapply(dataset_collect(dataset), values_of_element))

values_of_element <- function(element) {
  if (is.list(element)) lapply(element, values_of_element) else as.array(element)
}

joined <- function(parts) {
  first <- parts[[1]]
  if (is.list(first)) {
    return(lapply(stats::setNames(seq_along(first), names(first)), function(at) joined(lapply(parts, `[[`, at))))
  }
  if (length(dim(first)) < 2) unlist(lapply(parts, as.vector)) else do.call(rbind, parts)
}

test_that("every kind of table gives the same rows", {
  tibble <- structure(as.list(table), class = c("tbl_df", "tbl", "data.frame"), row.names = seq_len(nrow(table)))
  tables <- list(table, tibble, as.list(table), transform(table, shop = factor(shop)), reticulate::r_to_py(table))
  for (data in tables) {
    dataset <- dataset_from_frame(data, target = "kind", batch_size = 2)
    expect_identical(vapply(dataset_collect(dataset), function(batch) length(batch[[2]]), 0L), c(2L, 2L, 1L))
    found <- rows(dataset)
    expect_identical(found[[1]], as.list(table[c("size", "count", "shop")]))
    expect_identical(found[[2]], c(1L, 0L, 0L, 1L, 0L))
    expect_identical(class_names(dataset), c("new", "old"))
    expect_identical(schema(dataset)$feature_names, c("size", "count", "shop"))
  }
  dtypes <- schema(dataset_from_frame(transform(table, flag = TRUE)))$dtypes
  expect_identical(dtypes, list(size = "float32", count = "int64", shop = "string", kind = "string", flag = "bool"))
})

test_that("features are those that are named", {
  expect_named(rows(dataset_from_frame(table, c("shop", "size"))), c("shop", "size"))
  expect_identical(rows(dataset_from_frame(table, "size")), table$size)
  vectors <- rows(dataset_from_frame(table, list(both = numeric_column(c("count", "size")))))
  expect_identical(vectors$both, unname(as.matrix(table[c("count", "size")])))
  exact <- dataset_from_frame(data.frame(x = c(0.1, pi)), list(x = numeric_column("x", "float64")))
  expect_identical(rows(exact)$x, c(0.1, pi))
  expect_identical(rows(dataset_from_frame(table, text_column("shop")))[[4]], "\u00e4")
  expect_named(rows(dataset_from_frame(table, list(a = "size", b = "count"))), c("a", "b"))
})

test_that("arrays of more axes are features too", {
  images <- array(as.raw(0:23), c(4, 3, 2))
  frame <- data.frame(y = c(0, 1, 0.5, 0.25))
  frame$m <- matrix(1:8, 4)
  found <- rows(dataset_from_frame(list(image = images, y = frame$y), target = "y", batch_size = 4))
  expect_identical(dim(dataset_collect(dataset_from_frame(list(image = images)))[[1]]$image), c(4L, 3L, 2L))
  expect_identical(as.vector(found[[1]]$image), 0:23)
  expect_identical(found[[2]], frame$y)
  expect_identical(rows(dataset_from_frame(frame))$m, frame$m)
})

test_that("categories are indices as a lookup gives them", {
  levels <- c("small", "large", "huge")
  data <- data.frame(level = factor(c("large", "small", "large"), levels = levels), text = c("large", "odd", "huge"))
  columns <- list(level = categorical_column("level"), text = categorical_column("text", levels))
  found <- rows(dataset_from_frame(data, columns))
  lookup <- layer_string_lookup(vocabulary = levels)
  expect_identical(found, lapply(data, function(column) as.vector(lookup(column))))
  expect_identical(found$level, c(2L, 1L, 2L))
  for (fewer in list(data[1, ], droplevels(data[1, ]))) {
    given <- list(level = categorical_column("level", levels))
    expect_identical(rows(dataset_from_frame(fewer, given))$level, 2L)
  }
  expect_identical(rows(dataset_from_frame(data[1, ], columns["level"]))$level, 2L)
})

test_that("label modes encode a target", {
  data <- transform(table, tags = c("a|b", "b", "", "c|a", "c"))
  labels <- function(...) {
    dataset <- dataset_from_frame(data, "size", label_column(...))
    list(rows(dataset)[[2]], class_names(dataset))
  }
  places <- c(1L, 0L, 0L, 1L, 0L)
  expect_identical(labels("kind", "int"), list(places, c("new", "old")))
  expect_identical(labels("kind", "categorical")[[1]], cbind(1 - places, places, deparse.level = 0))
  expect_identical(labels("kind", "binary")[[1]], matrix(as.double(places)))
  expect_identical(labels("kind", class_names = c("old", "new"))[[1]], 1L - places)
  marks <- rbind(c(1, 1, 0), c(0, 1, 0), c(0, 0, 0), c(1, 0, 1), c(0, 0, 1))
  expect_identical(labels("tags", "multi_label"), list(marks, c("a", "b", "c")))
  expect_identical(labels(c("size", "count"), "float")[[1]], unname(as.matrix(data[c("size", "count")])))
})

test_that("lists are marks of several classes", {
  data <- data.frame(x = c(1, 2, 3))
  data$tags <- list("b", c("a", "b"), NULL)
  found <- rows(dataset_from_frame(data, target = label_column("tags", "multi_label", c("a", "b"))))
  expect_identical(found[[2]], rbind(c(0, 1), c(1, 1), c(0, 0)))
})

test_that("missing targets and weights are an error whatever na says", {
  data <- data.frame(x = 1:2, y = c(1, NA))
  sentence <- "dataset_from_frame: the column 'y' misses 1 of 2 values, the first in row 2. Drop those rows."
  caught <- function(...) conditionMessage(expect_error(dataset_from_frame(data, "x", na = "mask", ...)))
  expect_identical(caught(target = "y"), sentence)
  expect_identical(caught(weights = "y"), sentence)
})

test_that("several targets and weights come with their rows", {
  data <- transform(table, w = 1:5)
  dataset <- dataset_from_frame(data, "size", list(k = "kind", n = "count"), "w", batch_size = 2)
  expect_identical(rows(dataset), list(table$size, list(k = c(1L, 0L, 0L, 1L, 0L), n = table$count), c(1, 2, 3, 4, 5)))
  expect_identical(class_names(dataset), list(k = c("new", "old")))
})

test_that("shuffling draws a permutation of all rows each epoch", {
  data <- data.frame(number = 1:200, twice = 2 * (1:200))
  epochs <- function(seed) {
    dataset <- dataset_from_frame(data, shuffle = TRUE, seed = seed, batch_size = 64)
    lapply(1:2, function(epoch) rows(dataset))
  }
  found <- epochs(1)
  for (epoch in found) {
    expect_identical(sort(epoch$number), 1:200)
    expect_identical(epoch$twice, 2 * epoch$number)
  }
  expect_false(identical(found[[1]], found[[2]]))
  expect_identical(epochs(1), found)
})

test_that("the last batch is dropped where asked", {
  dataset <- dataset_from_frame(table, "count", batch_size = 2, drop_remainder = TRUE)
  expect_identical(vapply(dataset_collect(dataset), length, 0L), c(2L, 2L))
})

test_that("one call returns all parts of a split", {
  data <- data.frame(number = 1:200, kind = factor(rep(c("a", "b", "c", "d"), 50)), name = paste("row", 1:200))
  parts <- dataset_from_frame(data, "number", split = c(train = 0.75, test = 0.25), stratify = "kind", seed = 1)
  expect_named(parts, c("train", "test"))
  numbers <- lapply(parts, rows)
  expect_identical(sort(unlist(numbers, use.names = FALSE)), 1:200)
  expect_true(all(abs(table(data$kind[numbers$test]) - 12.5) < 1))
  halves <- c(a = 0.5, b = 0.5)
  before <- dataset_from_frame(data[1:150, ], "number", split = halves, split_by = "name")
  after <- dataset_from_frame(data, "number", split = halves, split_by = "name")
  for (name in names(halves)) expect_true(all(rows(before[[name]]) %in% rows(after[[name]])))
})

gaps <- data.frame(
  size = c(1, NA, 3), count = c(1L, 2L, NA), shop = c("NA", NA, "B"), flag = c(TRUE, NA, FALSE),
  kind = factor(c("b", "a", NA), levels = c("b", "a"))
)
gaps$long <- structure(c(3 * 2^-1074, 2^-1074, -0), class = "integer64")

test_that("missing values are an error that names column and count", {
  expect_snapshot(error = TRUE, dataset_from_frame(gaps))
  for (name in names(gaps)) {
    row <- c(size = 2, count = 3, shop = 2, flag = 2, kind = 3, long = 3)[[name]]
    sentence <- sprintf("the column '%s' misses 1 of 3 values, the first in row %d. Drop those rows", name, row)
    expect_error(dataset_from_frame(gaps, name), sentence, fixed = TRUE, class = "prelayer_error")
  }
})

test_that("missing values become what na says", {
  for (na in c("mask", "token")) {
    text <- c(mask = "", token = "[NA]")[[na]]
    expect_identical(rows(dataset_from_frame(gaps, na = na)), list(
      size = c(1, NaN, 3), count = c(1, 2, NaN), shop = c("NA", text, "B"), flag = c(1, NaN, 0),
      kind = c("b", "a", text), long = c(3, 1, NaN)
    ))
  }
})

test_that("missing categories have an index of their own", {
  columns <- list(shop = categorical_column("shop", c("B", "C")))
  data <- data.frame(shop = c("C", NA, "B", "?"))
  masked <- rows(dataset_from_frame(data, columns, na = "mask"))$shop
  expect_identical(masked, c(3L, 0L, 2L, 1L))
  lookup <- layer_string_lookup(vocabulary = c("B", "C"), mask_token = "")
  expect_identical(as.vector(lookup(data$shop)), masked)
  expect_identical(rows(dataset_from_frame(data, columns, na = "token"))$shop, c(2L, 3L, 1L, 0L))
  level <- list(kind = categorical_column("kind"))
  expect_identical(rows(dataset_from_frame(gaps, level, na = "mask"))$kind, c(2L, 3L, 0L))
})

test_that("text is not taken for what is missing", {
  expect_snapshot(error = TRUE, {
    dataset_from_frame(data.frame(shop = c("", "A", NA)), na = "mask")
    dataset_from_frame(data.frame(kind = c("[NA]", NA, "B")), na = "token")
  })
})

test_that("whole numbers that float32 cannot hold are an error", {
  expect_snapshot(error = TRUE, dataset_from_frame(data.frame(id = c(1, 16777217))))
  expect_identical(rows(dataset_from_frame(data.frame(id = c(1L, 16777217L))))$id, c(1L, 16777217L))
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    dataset_from_frame(table, "sise")
    dataset_from_frame(table, target = "knd")
    dataset_from_frame(table, batch_size = 10.5)
    dataset_from_frame(table, na = "drop")
    dataset_from_frame(table, stratify = "kind")
    dataset_from_frame(table, categorical_column("shop"))
    dataset_from_frame(table, target = label_column("kind", class_names = c("old", "newer")))
    numeric_column(1)
    image_column("path", size = 32)
  })
})

test_that("reports tables that it cannot use", {
  expect_snapshot(error = TRUE, {
    dataset_from_frame(1:2)
    dataset_from_frame(list(1:2, 3:4))
    dataset_from_frame(list(a = 1:2, b = 1L))
    dataset_from_frame(table[0, ])
    dataset_from_frame(data.frame(day = as.Date("2024-02-29")))
    dataset_from_frame(list(a = 1:2, b = data.frame(x = 1:2)))
  })
})
