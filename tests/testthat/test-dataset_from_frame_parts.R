needs_python()

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

test_that("rows may come one by one", {
  ds <- dataset_from_frame(data.frame(x = 1:5, y = c(0, 1, 0, 1, 1)), "x", "y", batch_size = NULL)
  expect_equal(length(ds), 5)
  expect_equal(vapply(as.list(ds), function(row) as.vector(row[[1]]), 0), 1:5)
  expect_equal(vapply(as.list(ds), function(row) as.vector(row[[2]]), 0), c(0, 1, 0, 1, 1))
})

test_that("a split may have one part", {
  parts <- dataset_from_frame(data.frame(x = 1:3), split = c(all = 1))
  expect_named(parts, "all")
  expect_identical(rows(parts$all)$x, 1:3)
})
