needs_python()

frame <- data.frame(
  number = 0:4, name = letters[1:5], kind = factor(c("mid", "low", "high", "high", "mid"), c("low", "mid", "high"))
)

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
