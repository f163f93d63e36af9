needs_python()

colors <- c("A", "B", "A", "B", "A")
sizes <- c(101, 101, 101, 102, 102)
bins <- c(1L, 4L, 1L, 1L, 3L)

test_that("computes what its cases say", {
  run_cases("hashed_crossing")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_hashed_crossing()
    layer_hashed_crossing(num_bins = 0)
    layer_hashed_crossing(num_bins = 5, output_mode = "count")
    layer_hashed_crossing(num_bins = 5)(list(c("A", "B"), 1:3))
    layer_hashed_crossing(num_bins = 5)(list(c("A", "B"), c(1, 2.5)))
    layer_hashed_crossing(num_bins = 5)(list(color = c("A", NA), size = 1:2))
  })
})

test_that("takes features in every form", {
  layer <- layer_hashed_crossing(num_bins = 5)
  lists <- list(
    list(colors, sizes), list(factor(colors), as.integer(sizes)), list(as_tensor(colors), sizes),
    list(size = sizes, color = colors), as.list(data.frame(size = sizes, color = colors))
  )
  for (inputs in lists) expect_identical(as.vector(layer(inputs)), bins)
  expect_identical(as.vector(list(colors, sizes) %>% layer_hashed_crossing(num_bins = 5)), bins)
  dataset <- tensor_slices_dataset(list(size = as.integer(sizes), color = colors)) %>% dataset_batch(2)
  crossed <- dataset_collect(dataset_map(dataset, layer))
  expect_identical(unlist(lapply(crossed, as.vector)), bins)
})

test_that("refuses a single input", {
  sentence <- "at least two inputs are needed, as a list, tuple or named list, but 1 was given."
  for (single in list(colors, list(colors), as_tensor(colors))) {
    expect_error(layer_hashed_crossing(num_bins = 5)(single), sentence, fixed = TRUE)
  }
})

test_that("refuses what is not dense", {
  ragged <- tf$ragged$constant(list(list("A", "B"), list("A")))
  expect_error(
    layer_hashed_crossing(num_bins = 5)(list(ragged, ragged)),
    "the inputs must be dense, but one is ragged or sparse."
  )
})

test_that("survives saving and loading", {
  color <- layer_input(shape = 1, dtype = "string")
  size <- layer_input(shape = 1, dtype = "int64")
  path <- tempfile(fileext = ".keras")
  model <- keras_model(list(color, size), list(color, size) %>% layer_hashed_crossing(num_bins = 5))
  save_model(model, path)
  crossed <- load_model(path)(list(as_tensor(matrix(colors, 5)), as_tensor(matrix(sizes, 5), "int64")))
  expect_identical(as.array(crossed), matrix(bins, 5))
})
