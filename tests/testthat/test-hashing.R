needs_python()

test_that("computes what its cases say", {
  run_cases("hashing")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_hashing()
    layer_hashing(num_bins = 0)
    layer_hashing(num_bins = 3, mask_value = 0.5)
    layer_hashing(num_bins = 3, salt = 1:3)
    layer_hashing(num_bins = 3, output_mode = "hot")
    layer_hashing(num_bins = 3)(c(1, 2.5))
    layer_hashing(num_bins = 3)(c("a", NA))
  })
})

test_that("hashes a number as it is written", {
  layer <- layer_hashing(num_bins = 1000, mask_value = 7)
  numbers <- c(7, 12, -3, 123456789)
  expected <- as.vector(layer(c("7", "12", "-3", "123456789")))
  expect_identical(expected[[1]], 0L)
  for (kind in list(numbers, as.integer(numbers), as_tensor(numbers, "int64"), as.character(numbers))) {
    expect_identical(as.vector(layer(kind)), expected)
  }
  expect_identical(as.vector(layer(123456789)), expected[[4]])
})

test_that("keeps the kind of its input", {
  layer <- layer_hashing(num_bins = 1000)
  bins <- as.vector(layer(c("a", "b", "7")))
  ragged <- tf$ragged$constant(list(list("a", "b"), list("7")))
  expect_identical(as.array(layer(ragged)), list(bins[1:2], bins[3]))
  expect_identical(as.vector(layer(ragged$to_sparse())$values), bins)
  expect_identical(as.vector(layer(factor(c("a", "b", "7")))), bins)
})

test_that("trains beside layers that are compiled", {
  input <- layer_input(shape = 1, dtype = "string")
  output <- input %>%
    layer_hashing(num_bins = 4, output_mode = "one_hot") %>%
    layer_dense(units = 1)
  model <- keras_model(input, output)
  model %>% compile(optimizer = "sgd", loss = "mse")
  words <- matrix(c("a", "b"), 2)
  before <- as.array(model(words))
  model %>% fit(as_tensor(words), matrix(c(1, 2), 2), verbose = 0)
  expect_false(identical(as.array(model(words)), before))
})

test_that("survives saving and loading", {
  words <- matrix(c("a", "", "b", "\u00dcbung"), 2)
  for (output_mode in c("int", "one_hot", "multi_hot", "count")) {
    layer <- layer_hashing(num_bins = 9, mask_value = "b", salt = c(3, 4), output_mode = output_mode)
    expect_identical(as.array(saved_and_loaded(layer, 2, "string")(words)), as.array(layer(words)))
  }
})
