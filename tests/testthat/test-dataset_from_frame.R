needs_python()

table <- data.frame(
  size = c(1.5, 2.5, 0.25, 4, 8), count = c(3L, 1L, 4L, 1L, 5L), shop = c("B", "A", "B", "\u00e4", "A"),
  kind = c("old", "new", "new", "old", "new")
)

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

test_that("periods that nobody asks for may be in the table", {
  data <- data.frame(size = c(1.5, 2), wait = as.difftime(1:2, units = "days"))
  ds <- dataset_from_frame(data, "size", batch_size = 2)
  expect_equal(as.vector(dataset_collect(ds)[[1]]), c(1.5, 2))
  for (ask in list(list("wait"), list("size", target = "wait"), list("size", weights = "wait"), list(NULL))) {
    expect_error(do.call(dataset_from_frame, c(list(data), ask)), "`data\\$wait` must be numbers.* not difftime")
  }
  expect_error(
    dataset_from_frame(data, "size", split = c(a = 0.5, b = 0.5), group = "wait"), "`data\\$wait` .* difftime"
  )
  expect_error(dataset_from_frame(data, "sice"), "the column \"sice\", which does not exist")
  files <- data.frame(path = tempfile(), label = "a", wait = as.difftime(1, units = "days"))
  writeLines("text", files$path)
  texts <- text_dataset_from_frame(files, verbose = FALSE)
  expect_equal(as.vector(dataset_collect(texts)[[1]][[1]]), "text\n")
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
    dataset_from_frame(table, features = kind ~ .)
  })
})

test_that("reports tables that it cannot use", {
  expect_snapshot(error = TRUE, {
    dataset_from_frame(1:2)
    dataset_from_frame(diag(2))
    dataset_from_frame(list(1:2, 3:4))
    dataset_from_frame(list(a = 1:2, b = 1L))
    dataset_from_frame(table[0, ])
    dataset_from_frame(data.frame(wait = as.difftime(1, units = "days")))
    dataset_from_frame(list(a = 1:2, b = data.frame(x = 1:2)))
  })
})
