needs_python()

numbers <- function(dataset) lapply(dataset_collect(dataset), function(x) as.vector(as.array(x)))

test_that("rows become elements", {
  expect_identical(numbers(tensor_slices_dataset(1:3)), list(1L, 2L, 3L))
  expect_identical(numbers(tensor_slices_dataset(matrix(1:4, 2))), list(c(1L, 3L), c(2L, 4L)))
  images <- array(1:24, c(2, 3, 4))
  expect_identical(as.array(dataset_collect(tensor_slices_dataset(images))[[2]]), images[2, , ])
  expect_identical(numbers(tensor_slices_dataset(as_tensor(c("a", "b")))), list("a", "b"))
  expect_identical(numbers(tensor_slices_dataset("one")), list("one"))
  expect_identical(numbers(tensor_slices_dataset(factor(c("b", "a")))), list("b", "a"))
})

test_that("a data frame becomes a dict of columns", {
  frame <- data.frame(size = c(1.5, 2), shop = factor(c("B", "A")), open = c(TRUE, FALSE))
  elements <- dataset_collect(tensor_slices_dataset(frame))
  expect_named(elements[[1]], names(frame))
  expect_identical(lapply(elements[[1]], as.vector), list(size = 1.5, shop = "B", open = TRUE))
  one_row <- dataset_collect(tensor_slices_dataset(frame[2, ]))
  expect_length(one_row, 1)
  expect_identical(as.vector(one_row[[1]]$shop), "A")
})

test_that("numbers have the dtypes of models", {
  dtype_of <- function(x) tensor_slices_dataset(x)$element_spec$dtype$name
  expect_identical(dtype_of(c(0.5, 2)), "float32")
  expect_identical(dtype_of(matrix(c(0.5, 2), 1)), "float32")
  expect_identical(dtype_of(1:2), "int64")
  expect_identical(dtype_of(structure(rep(3 * 2^-1074, 2), class = "integer64")), "int64")
  expect_identical(dtype_of(c(TRUE, FALSE)), "bool")
  expect_identical(dtype_of(as.raw(1:2)), "uint8")
  expect_identical(dtype_of(as_tensor(c(0.5, 2))), "float64")
  expect_identical(numbers(tensor_slices_dataset(matrix(as.raw(1:4), 2))), list(c(1L, 3L), c(2L, 4L)))
  expect_identical(numbers(tensor_slices_dataset(c(2^24, 2^40, NaN, Inf))), list(2^24, 2^40, NaN, Inf))
})

test_that("NA becomes what its rule says", {
  frame <- data.frame(
    text = c("NA", NA), kind = factor(c(NA, "x")), number = c(0.5, NA), count = c(NA, 3L), flag = c(NA, TRUE)
  )
  rows <- function(na) lapply(dataset_collect(tensor_slices_dataset(frame, na = na)), lapply, as.vector)
  expect_identical(rows("mask"), list(
    list(text = "NA", kind = "", number = 0.5, count = NaN, flag = NaN),
    list(text = "", kind = "x", number = NaN, count = 3, flag = 1)
  ))
  expect_identical(rows("token"), list(
    list(text = "NA", kind = "[NA]", number = 0.5, count = NaN, flag = NaN),
    list(text = "[NA]", kind = "x", number = NaN, count = 3, flag = 1)
  ))
  lookup <- layer_string_lookup(vocabulary = c("NA", "x"), mask_token = "")
  ids <- tensor_slices_dataset(frame["text"], na = "mask") %>% dataset_map(~ lookup(.x$text))
  expect_identical(numbers(ids), list(2L, 0L))
})

test_that("what would be lost on the way into a dataset is an error", {
  expect_snapshot(error = TRUE, {
    tensor_slices_dataset(data.frame(id = c(1, 16777217)))
    tensor_slices_dataset(data.frame(id = c(16777217L, NA)), na = "mask")
    tensor_slices_dataset(list(text = c("", NA)), na = "mask")
    tensor_slices_dataset(data.frame(count = c(1L, NA, NA)))
    tensor_slices_dataset(1:3, na = "drop")
    tensor_slices_dataset(data.frame(a = 1, a = 2, check.names = FALSE))
    tensor_slices_dataset(data.frame(day = as.Date("2024-02-29")))
  })
})

test_that("a list column is a ragged one", {
  frame <- data.frame(id = 1:3)
  frame$words <- list(c("a", "b"), NULL, "c")
  frame$sizes <- list(1.5, c(2, 3), numeric())
  elements <- dataset_collect(tensor_slices_dataset(frame))
  expect_identical(lapply(elements, function(row) as.vector(row$words)), list(c("a", "b"), character(), "c"))
  expect_identical(lapply(elements, function(row) as.vector(row$sizes)), list(1.5, c(2, 3), numeric()))
  expect_identical(numbers(tensor_slices_dataset(I(list(1:2, 3L)))), list(1:2, 3L))
  expect_snapshot(error = TRUE, {
    tensor_slices_dataset(data.frame(x = I(list(1, "a"))))
    tensor_slices_dataset(data.frame(x = I(list(1, Sys.Date()))))
    tensor_slices_dataset(data.frame(x = I(list(1, NA))))
  })
})
