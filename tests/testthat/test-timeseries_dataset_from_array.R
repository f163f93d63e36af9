needs_python()

rows <- matrix(as.double(0:39), ncol = 2, byrow = TRUE)
targets <- 100:119

epoch_of <- function(dataset, i) lapply(dataset_collect(dataset), function(batch) as.array(batch[[i]]))

test_that("windows begin where their targets stand", {
  dataset <- timeseries_dataset_from_array(rows, targets, 3, batch_size = 18)
  windows <- epoch_of(dataset, 1)[[1]]
  expect_equal(dim(windows), c(18, 3, 2))
  for (place in 1:18) expect_equal(windows[place, , ], rows[place:(place + 2), ])
  expect_equal(as.vector(epoch_of(dataset, 2)[[1]]), targets[1:18])
})

test_that("windows come alone without targets and singly without batches", {
  windows <- dataset_collect(timeseries_dataset_from_array(rows, NULL, 5, batch_size = NULL))
  expect_length(windows, 16)
  for (place in 1:16) expect_equal(as.array(windows[[place]]), rows[place:(place + 4), ])
})

test_that("windows end with the targets", {
  dataset <- timeseries_dataset_from_array(rows, targets[1:7], 4, start_index = 2)
  expect_equal(as.vector(epoch_of(dataset, 2)[[1]]), targets[3:7])
})

test_that("shuffling draws from all windows anew each epoch", {
  load <- function() timeseries_dataset_from_array(rows, targets, 3, batch_size = 4, shuffle = TRUE, seed = 3)
  dataset <- load()
  first <- unlist(epoch_of(dataset, 2))
  second <- unlist(epoch_of(dataset, 2))
  expect_setequal(first, targets[1:18])
  expect_setequal(second, targets[1:18])
  expect_false(identical(first, second))
  expect_identical(unlist(epoch_of(load(), 2)), first)
})

test_that("rows keep their dtype and text is text", {
  decimal <- dataset_collect(timeseries_dataset_from_array(c(1.5, 2, 3), NULL, 2))[[1]]
  expect_identical(decimal$dtype$name, "float32")
  frame <- data.frame(a = 1:3, b = c(1.5, 2, 3))
  expect_identical(dataset_collect(timeseries_dataset_from_array(frame, NULL, 2))[[1]]$dtype$name, "float32")
  whole <- dataset_collect(timeseries_dataset_from_array(1:3, NULL, 2))[[1]]
  expect_identical(whole$dtype$name, "int64")
  expect_identical(unname(as.array(whole)), rbind(1:2, 2:3))
  text <- dataset_collect(timeseries_dataset_from_array(c("a", "b", "c"), NULL, 2))[[1]]
  expect_identical(text$dtype$name, "string")
  expect_identical(unname(as.array(text)), rbind(c("a", "b"), c("b", "c")))
})

test_that("columns of a frame are the names of the features", {
  frame <- data.frame(temperature = rows[, 1], pressure = rows[, 2])
  dataset <- timeseries_dataset_from_array(frame, frame["pressure"], 3)
  expect_equal(epoch_of(dataset, 1)[[1]][2, , ], rows[2:4, ])
  schema <- prelayer$schema(dataset)
  expect_equal(unlist(as_r(schema$feature_names)), c("temperature", "pressure"))
  expect_equal(unlist(as_r(schema$target_names)), "pressure")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    timeseries_dataset_from_array(rows, targets, 0)
    timeseries_dataset_from_array(rows, targets, 2.5)
    timeseries_dataset_from_array(rows, targets, 11, sampling_rate = 2)
    timeseries_dataset_from_array(rows, c(1, NA), 2)
    timeseries_dataset_from_array(rows, targets, 3, start_index = 9, end_index = 9)
  })
})
