needs_python()

frame <- data.frame(
  number = 0:4, name = letters[1:5], kind = factor(c("mid", "low", "high", "high", "mid"), c("low", "mid", "high"))
)

read <- function(...) {
  lapply(dataset_collect(data_generator(frame, ..., shuffle = FALSE)), function(batch) lapply(batch, values))
}

values <- function(x) if (is.list(x)) lapply(x, values) else as.vector(as.array(x))

test_that("batches are the rows of a frame", {
  expect_equal(read("number", "number", batch_size = 2), list(
    list(0:1, 0:1), list(2:3, 2:3), list(4, 4)
  ))
})

test_that("several columns are a dict", {
  expect_equal(
    read(c("number", "name"), c("kind", "number"), batch_size = 3)[[2]],
    list(list(number = 3:4, name = c("d", "e")), list(kind = 2:1, number = 3:4))
  )
})

test_that("a list of one target is that target", {
  expect_identical(read("number", list("number"), batch_size = 3)[[2]][[2]], 3:4)
  expect_identical(read(list("number"), list("kind"), batch_size = 5)[[1]], list(0:4, c(1L, 0L, 2L, 2L, 1L)))
})

test_that("without targets batches are features alone", {
  expect_equal(read("number", batch_size = 5), list(list(0:4)))
  model <- keras_model_sequential() %>% layer_dense(1, kernel_initializer = "ones")
  ds <- data_generator(frame, "number", batch_size = 2, shuffle = FALSE, load = ~ matrix(.x$number))
  expect_equal(model %>% predict(ds, verbose = 0), matrix(0:4 + 0))
})

test_that("text and levels are numbered classes", {
  ds <- data_generator(frame, "number", "kind", batch_size = 5, shuffle = FALSE)
  expect_equal(values(dataset_collect(ds)[[1]][[2]]), c(1, 0, 2, 2, 1))
  expect_equal(ds$class_names, c("low", "mid", "high"))
  expect_equal(schema(ds)$feature_names, "number")
  expect_equal(schema(ds)$target_names, "kind")
  text <- data_generator(data.frame(x = 1:3, y = c("b", "c", "a")), "x", "y", shuffle = FALSE)
  expect_equal(values(dataset_collect(text)[[1]][[2]]), c(1, 2, 0))
  expect_equal(class_names(text), c("a", "b", "c"))
})

test_that("classes become one hot", {
  ds <- data_generator(frame, "number", "kind", batch_size = 5, num_classes = 3, shuffle = FALSE)
  expect_equal(as.array(dataset_collect(ds)[[1]][[2]]), diag(3)[c(2, 1, 3, 3, 2), ])
})

test_that("each epoch has another order and every row once", {
  ds <- data_generator(data.frame(x = 1:100), "x", batch_size = 7, seed = 1)
  epochs <- replicate(3, unlist(lapply(dataset_collect(ds), values)))
  expect_equal(apply(epochs, 2, sort), matrix(1:100, 100, 3))
  expect_false(any(duplicated(t(cbind(1:100, epochs)))))
})

test_that("passes that interleave keep their orders", {
  ds <- data_generator(data.frame(x = 1:100), "x", batch_size = 10, seed = 1, max_queue_size = 1)
  passes <- list(as_array_iterator(ds), as_array_iterator(ds))
  found <- list(NULL, NULL)
  read <- function(place) found[[place]] <<- c(found[[place]], as.vector(iter_next(passes[[place]])[[1]]))
  for (place in c(1, 2, 1)) read(place)
  whole <- unlist(lapply(dataset_collect(ds), values))
  for (place in c(rep(1, 8), rep(2, 9))) read(place)
  for (rows in c(found, list(whole))) expect_equal(sort(rows), 1:100)
})

test_that("a seed repeats the orders", {
  epochs <- function(seed) {
    ds <- data_generator(data.frame(x = 1:50), "x", batch_size = 50, seed = seed)
    replicate(3, unlist(lapply(dataset_collect(ds), values)))
  }
  expect_equal(epochs(1), epochs(1))
  expect_false(identical(epochs(1), epochs(2)))
})

test_that("targets follow their rows", {
  ds <- data_generator(data.frame(x = 1:100, y = (1:100)^2), "x", "y", batch_size = 9)
  for (batch in dataset_collect(ds)) expect_equal(values(batch[[1]])^2, values(batch[[2]]))
})

test_that("columns of any kind reach the function as they are", {
  days <- data.frame(day = as.Date(c("2026-01-01", "2026-03-05")), size = c(NA, 2))
  days$tags <- list(c("a", "b"), "c")
  seen <- NULL
  ds <- data_generator(days, c("day", "size", "tags"), shuffle = FALSE, load = function(rows) {
    seen <<- rows
    as.numeric(format(rows$day, "%m"))
  })
  expect_equal(values(dataset_collect(ds)[[1]][[1]]), c(1, 3))
  expect_equal(seen, days)
})

test_that("images text and numbers train a model of several inputs", {
  skip_if_not_installed("png")
  folder <- tempfile()
  dir.create(folder)
  table <- data.frame(
    path = file.path(folder, sprintf("%d.png", 1:12)), title = rep(c("one two", "two"), 6), size = 1:12,
    kind = factor(rep(c("a", "b", "c"), 4))
  )
  for (i in 1:12) png::writePNG(array(i / 12, c(6, 4, 3)), table$path[[i]])
  ds <- data_generator(table, c("path", "title", "size"), "kind",
    batch_size = 5, num_classes = 3, seed = 1,
    load = function(rows) {
      images <- array(0, c(nrow(rows), 6, 4, 3))
      for (i in seq_len(nrow(rows))) images[i, , , ] <- png::readPNG(rows$path[[i]])
      list(image = images, title = rows$title, size = matrix(rows$size))
    }
  )
  for (batch in dataset_collect(ds)) {
    expect_equal(as.array(batch[[1]]$image)[, 1, 1, 1], values(batch[[1]]$size) / 12, tolerance = 0.01)
  }
  lookup <- layer_text_vectorization(output_mode = "multi_hot", vocabulary = c("one", "two"))
  inputs <- list(
    image = layer_input(shape = c(6, 4, 3), name = "image"),
    title = layer_input(shape = 1, dtype = "string", name = "title"), size = layer_input(shape = 1, name = "size")
  )
  joined <- keras$layers$concatenate(list(layer_flatten(inputs$image), lookup(inputs$title), inputs$size))
  model <- keras_model(inputs, layer_dense(joined, 3, activation = "softmax")) %>%
    compile(optimizer = "adam", loss = "categorical_crossentropy")
  history <- model %>% fit(dataset_map(ds, function(x, y) {
    x$title <- tf$expand_dims(x$title, -1L)
    list(x, y)
  }), epochs = 8, verbose = 0)
  expect_lt(history$metrics$loss[[8]], history$metrics$loss[[1]])
})

test_that("an R error in the function is that R error", {
  ds <- data_generator(frame, "number", batch_size = 1, shuffle = FALSE, load = function(rows) {
    if (rows$number == 3) stop(errorCondition("row 3", class = "my_error"))
    rows$number
  })
  error <- expect_error(dataset_collect(ds), class = "my_error")
  expect_equal(conditionMessage(error), "row 3")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    data_generator(1:3, "x")
    data_generator(frame, "nmae")
    data_generator(frame, "name", "shop")
    data_generator(frame, character())
    data_generator(frame, "name", "number", num_classes = 3)
    data_generator(frame, "name", num_classes = 3)
    data_generator(frame, "name", batch_size = 0)
    data_generator(frame, "name", load = 1)
    data_generator(frame[0, ], "name")
    data_generator(data.frame(x = 1:2, y = c("a", NA)), "x", "y")
    data_generator(data.frame(x = 1:2, y = factor(c("a", NA))), "x", "y")
    data_generator(frame, "name", load = ~ c(1, NA))
    dataset_collect(data_generator(frame, "name", batch_size = 3, shuffle = FALSE, load = ~ diag(nrow(.x))))
  })
})
