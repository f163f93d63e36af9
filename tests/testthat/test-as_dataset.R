needs_python()

# One whose methods are R functions.
r_generator <- function(count, make) {
  class <- reticulate::PyClass("Made", inherit = reticulate::import("keras")$utils$PyDataset, list(
    `__init__` = function(self) {
      super()$`__init__`()
      NULL
    },
    `__len__` = function(self) as.integer(count),
    `__getitem__` = function(self, index) make(index)
  ))
  class()
}

linear_model <- function() {
  keras_model_sequential() %>%
    layer_dense(1, kernel_initializer = "ones") %>%
    compile(optimizer = "sgd", loss = "mse")
}

numbers <- function(batches) vapply(batches, function(batch) as.array(batch[[1]])[[1]], 0)

test_that("each batch comes once an epoch and in order", {
  for (workers in c(1, 8)) {
    ds <- as_dataset(python_generator(20), workers = workers, max_queue_size = 3)
    expect_equal(dataset_cardinality(ds), 20)
    for (epoch in 1:3) expect_equal(numbers(dataset_collect(ds)), 0:19)
  }
})

test_that("batches are arrays tuples dicts and lists", {
  x <- "{'title': ['a', 'b'], 'sizes': [[1.5], [2]]}"
  make <- sprintf("[%s, [np.zeros(2, 'int64'), np.ones((2, 3))], np.ones(2, 'float32')]", x)
  batch <- dataset_collect(as_dataset(python_generator(2, make)))[[1]]
  expect_equal(as.vector(batch[[1]]$title), c("a", "b"))
  expect_equal(as.array(batch[[1]]$sizes), matrix(c(1.5, 2)))
  expect_equal(batch[[2]][[1]]$dtype$name, "int64")
  expect_equal(as.array(batch[[2]][[2]]), matrix(1, 2, 3))
  expect_equal(as.vector(batch[[3]]), c(1, 1))
})

test_that("training is that on the arrays", {
  x <- matrix(sin(1:120), 40)
  y <- cos(1:40)
  rows <- function(index) 8 * index + 1:8
  batches <- r_generator(5, function(index) {
    reticulate::tuple(x[rows(index), ], array(y[rows(index)]))
  })
  losses <- lapply(1:2, function(run) {
    set_random_seed(1)
    model <- linear_model()
    history <- if (run == 1) {
      fit(model, as_dataset(batches, workers = 4), epochs = 3, verbose = 0)
    } else {
      fit(model, x, y, batch_size = 8, shuffle = FALSE, epochs = 3, verbose = 0)
    }
    history$metrics$loss
  })
  expect_equal(losses[[1]], losses[[2]], tolerance = 1e-5)
})

test_that("what is learned is what the batches teach", {
  normalization <- layer_normalization()
  normalization %>% adapt(as_dataset(python_generator(5, "np.full((2, 3), index, 'float32')")))
  expect_equal(as.array(normalization(matrix(c(2, 4, 0), 1))), matrix(c(0, 2, -2) / sqrt(2), 1), tolerance = 1e-6)
})

test_that("names are in the schema", {
  ds <- as_dataset(python_generator(1, "{'b': [1], 'a': [2]}, {'t': [1]}"))
  expect_equal(schema(ds)$feature_names, c("b", "a"))
  expect_equal(schema(ds)$target_names, "t")
  expect_equal(schema(as_dataset(python_generator(1)))$feature_names, character(0))
})

test_that("methods may be functions of R", {
  made <- r_generator(4, function(index) reticulate::tuple(matrix(index, 2, 1), array(c(index, 1))))
  ds <- as_dataset(made, workers = 3)
  for (epoch in 1:2) expect_equal(numbers(dataset_collect(ds)), 0:3)
  expect_equal(as.array(dataset_collect(ds)[[3]][[2]]), array(c(2, 1)))
  expect_equal(dim(predict(linear_model(), dataset_map(ds, ~.x), verbose = 0)), c(8, 1))
})
