needs_python()

table <- data.frame(
  size = c(1.5, 2.5, 0.25, 4, 8), count = c(3L, 1L, 4L, 1L, 5L), shop = c("B", "A", "B", "\u00e4", "A"),
  kind = c("old", "new", "new", "old", "new")
)

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

test_that("several targets and weights come with their rows", {
  data <- transform(table, w = 1:5)
  dataset <- dataset_from_frame(data, "size", list(k = "kind", n = "count"), "w", batch_size = 2)
  expect_identical(rows(dataset), list(table$size, list(k = c(1L, 0L, 0L, 1L, 0L), n = table$count), c(1, 2, 3, 4, 5)))
  expect_identical(class_names(dataset), list(k = c("new", "old")))
})

test_that("the schema names targets", {
  data <- data.frame(size = c(1.5, 2), count = 1:2, kind = c("a", "b"))
  named <- function(target) schema(dataset_from_frame(data, "size", target))$target_names
  expect_identical(named("kind"), "kind")
  expect_identical(named(label_column(c("size", "count"), "float")), c("size", "count"))
  expect_identical(named(NULL), character())
  expect_identical(schema(dataset_from_frame(data, "size", "kind"))$feature_names, "size")
})

test_that("a list of one target is that target", {
  data <- data.frame(size = c(1.5, 2), count = 1:2)
  expect_identical(rows(dataset_from_frame(data, "size", list("count")))[[2]], 1:2)
  expect_identical(rows(dataset_from_frame(data, "size", list(n = "count")))[[2]], list(n = 1:2))
})
