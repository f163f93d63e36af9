needs_python()

frame <- data.frame(
  number = 0:4, name = letters[1:5], kind = factor(c("mid", "low", "high", "high", "mid"), c("low", "mid", "high"))
)

read <- function(...) {
  lapply(dataset_collect(data_generator(frame, ..., shuffle = FALSE)), function(batch) lapply(batch, values))
}

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
