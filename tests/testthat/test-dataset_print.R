needs_python()

pets <- data.frame(size = c(1.5, 3), color = c("red", "it's"), kind = c("cat", "dog"))

test_that("a dataset shows its features", {
  ds <- dataset_from_frame(pets, target = "kind", batch_size = 2)
  expect_snapshot({
    ds
    str(ds)
    summary(ds)
    dataset_repeat(tensor_slices_dataset(matrix(1:6, 2)))
  })
})

test_that("print() and str() read nothing", {
  read <- 0
  ds <- generator_dataset(function() {
    read <<- read + 1
    list(matrix(c(1, 2), 1), 1L)
  })
  before <- read
  expect_output(print(ds), "Dataset, whose length is not known")
  expect_output(str(ds), "$ target ", fixed = TRUE)
  expect_identical(read, before)
})

test_that("head() has the first rows", {
  ds <- dataset_from_frame(pets, target = "kind", batch_size = 1)
  expect_equal(head(ds), data.frame(size = c(1.5, 3), color = c("red", "it's"), kind = 0:1))
  expect_equal(head(ds, 1), data.frame(size = 1.5, color = "red", kind = 0L))
  expect_identical(head(tensor_slices_dataset(1:9), 2), data.frame(feature = 1:2))
  expect_identical(head(dataset_batch(tensor_slices_dataset(1:9), 4), 6)$feature, 1:6)
  expect_identical(nrow(head(tensor_slices_dataset(1:9))), 6L)
  expect_identical(head(tensor_slices_dataset(matrix(1:6, 3)))$feature, matrix(1:6, 3))
  expect_identical(nrow(head(dataset_repeat(tensor_slices_dataset(1:2)), 5)), 5L)
  expect_identical(dim(head(dataset_take(tensor_slices_dataset(1:2), 0))), c(0L, 0L))
})

test_that("rows of larger arrays are a list", {
  images <- head(tensor_slices_dataset(list(array(1:24, c(2, 3, 4)), 0:1)), 1)
  expect_identical(images$feature, array(seq(1L, 23L, 2L), c(1, 3, 4)))
  expect_identical(images$target, 0L)
  expect_snapshot(images)
  texts <- tensor_slices_dataset(c("a b", "c")) %>% dataset_map(tf$strings$split)
  expect_identical(head(texts)$feature, list(c("a", "b"), "c"))
})

test_that("head() reads batches that R makes", {
  ds <- generator_dataset(function() list(matrix(c(1, 2, 3, 4), 2), 0:1))
  found <- head(ds, 1)
  expect_equal(found$feature, matrix(c(1, 3), 1))
  expect_equal(found$target, 0)
})

test_that("head() rejects what is no number of rows", {
  expect_snapshot(error = TRUE, {
    head(tensor_slices_dataset(1:3), 0)
    head(tensor_slices_dataset(1:3), "a")
  })
})
