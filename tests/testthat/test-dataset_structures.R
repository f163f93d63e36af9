needs_python()

# One rule for lists: unnamed ones are tuples, named ones dicts, at any depth.
x <- function() matrix(c(0, 1, 2, 3, 4, 5, 6, 7), 4)
y <- function() c(1, 3, 5, 7)
words <- function() c("a", "b", "c", "d")

structures_of_data <- list(
  x(),
  list(x()),
  list(x(), y()),
  list(x(), y(), c(1, 1, 2, 2)),
  list(list(x(), y()), y()),
  list(list(list(x()), list(y())), y()),
  list(a = x()),
  list(a = x(), b = words()),
  list(list(a = x(), b = x()), y()),
  list(a = list(x(), y()), b = y()),
  list(list(a = x(), b = list(p = y(), q = list(words(), y()))), y()),
  list(list(a = x()), list(first = y(), second = y()), list(first = y(), second = y()))
)

rows_of <- function(data, rows, drop) {
  if (is.list(data)) return(lapply(data, rows_of, rows, drop))
  if (is.matrix(data)) as.vector(data[rows, ]) else data[rows]
}

same <- function(dataset, expected, label) {
  expect_equal(collected(dataset), expected, tolerance = 1e-6, label = label)
}

values_in <- function(x) if (is.list(x)) lapply(x, values_in) else as.vector(x)

test_that("every structure comes back as it went in", {
  for (place in seq_along(structures_of_data)) {
    data <- structures_of_data[[place]]
    label <- paste("structure", place)
    single <- lapply(1:4, function(row) rows_of(data, row))
    pairs <- list(rows_of(data, 1:2), rows_of(data, 3:4))
    ds <- tensor_slices_dataset(data)
    same(ds, single, label)
    mapped <- dataset_map(ds, function(...) if (is_tuple(element_spec(ds))) list(...) else ..1)
    expect_identical(as_text(mapped$element_spec), as_text(ds$element_spec), label = label)
    same(mapped, single, label)
    same(dataset_batch(mapped, 2), pairs, label)
    same(dataset_unbatch(dataset_batch(mapped, 2)), single, label)
    arrays <- iter_next(as_array_iterator(dataset_batch(ds, 2)))
    expect_equal(values_in(arrays), pairs[[1]], tolerance = 1e-6, label = label)
  }
})

test_that("a model is fitted to every structure that it has inputs for", {
  dense <- function(input, name) layer_dense(input, units = 1, name = name)
  one <- function() {
    input <- layer_input(shape = 2)
    keras_model(input, dense(input, "out"))
  }
  named <- function(...) {
    inputs <- lapply(stats::setNames(nm = c(...)), function(name) layer_input(shape = 2, name = name))
    joined <- if (length(inputs) == 1) inputs[[1]] else keras$layers$concatenate(unname(inputs))
    keras_model(inputs, dense(joined, "out"))
  }
  two <- function() {
    inputs <- list(layer_input(shape = 2), layer_input(shape = 1))
    keras_model(inputs, dense(keras$layers$concatenate(inputs), "out"))
  }
  both <- function() {
    input <- layer_input(shape = 2, name = "a")
    keras_model(list(a = input), list(first = dense(input, "first"), second = dense(input, "second")))
  }
  column <- matrix(y())
  cases <- list(
    list(one(), list(x(), y())),
    list(one(), list(x(), y(), c(1, 1, 2, 2))),
    list(two(), list(list(x(), column), y())),
    list(named("a"), list(list(a = x()), y())),
    list(named("a", "b"), list(list(a = x(), b = x()), y())),
    list(both(), list(list(a = x()), list(first = y(), second = y()))),
    list(both(), list(list(a = x()), list(first = y(), second = y()), list(first = y(), second = c(0, 0, 0, 0))))
  )
  for (place in seq_along(cases)) {
    model <- compile(cases[[place]][[1]], optimizer = "sgd", loss = "mse")
    data <- dataset_batch(tensor_slices_dataset(cases[[place]][[2]]), 2)
    weights_before <- as.array(model$trainable_weights[[1]]$value)
    history <- fit(model, data, epochs = 1, verbose = 0)
    expect_true(is.finite(history$metrics$loss), label = paste("the loss of case", place))
    expect_false(identical(as.array(model$trainable_weights[[1]]$value), weights_before), label = paste("case", place))
  }
})
