needs_python()

numbers <- c(1, 2, 4)

test_that("operators compute what they do on vectors", {
  x <- as_tensor(numbers)
  for (operator in c("+", "-", "*", "/", "^", "%%", "%/%", "==", "!=", "<", "<=", ">", ">=")) {
    compute <- match.fun(operator)
    expect_equal(as.vector(compute(x, 2)), compute(numbers, 2), label = operator)
    expect_equal(as.vector(compute(2, x)), compute(2, numbers), label = operator)
    expect_equal(as.vector(compute(x, rev(numbers))), compute(numbers, rev(numbers)), label = operator)
  }
  expect_equal(as.vector(-x), -numbers)
  expect_equal(as.vector(+x), numbers)
})

test_that("conditions are joined and negated", {
  x <- as_tensor(numbers)
  expect_equal(as.vector(x > 1 & x < 4), c(FALSE, TRUE, FALSE))
  expect_equal(as.vector(x == 1 | x == 4), c(TRUE, FALSE, TRUE))
  expect_equal(as.vector(!(x > 1)), c(TRUE, FALSE, FALSE))
})

test_that("a number does not change the dtype where it need not", {
  dtype <- function(tensor) tensor$dtype$name
  for (type in c("uint8", "int32", "int64")) {
    x <- as_tensor(1:3, type)
    expect_equal(dtype(x * 2), type)
    expect_equal(dtype(x / 2), "float32")
    expect_equal(dtype(x * 0.5), "float32")
  }
  for (type in c("float16", "float32", "float64")) {
    expect_equal(dtype(as_tensor(numbers, type) / 255), type)
  }
})

test_that("text is compared", {
  words <- as_tensor(c("a", "b"))
  expect_equal(as.vector(words == "a"), c(TRUE, FALSE))
  expect_equal(as.vector("a" != words), c(FALSE, TRUE))
  expect_snapshot(error = TRUE, words + "c")
})

test_that("operators work in a mapped function and in a model", {
  mapped <- tensor_slices_dataset(list(matrix(c(51, 255)), 0:1)) %>%
    dataset_filter(~ .y == 1L) %>%
    dataset_map(~ list(.x / 255, .y + 1))
  elements <- dataset_collect(mapped)
  expect_equal(lapply(elements[[1]], as.vector), list(1, 2))
  input <- layer_input(shape = 1)
  model <- keras_model(input, (1 - input / 255)^2)
  expect_equal(as.vector(model(matrix(c(51, 255)))), c(0.64, 0), tolerance = 1e-6)
})
