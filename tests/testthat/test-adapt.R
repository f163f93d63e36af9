needs_python()

price_and_city <- function() list(price = layer_normalization(axis = NULL), city = layer_string_lookup())

test_that("adapt() gives the layer back", {
  layer <- layer_normalization(axis = NULL)
  expect_invisible(layer %>% adapt(c(1, 3)))
  expect_equal(as.vector((layer %>% adapt(c(1, 3)))(c(1, 3))), c(-1, 1))
})

test_that("adapts a dict of layers to data of every kind", {
  columns <- list(price = c(10, 30, 20), city = c("Rome", "Oslo", "Rome"))
  kinds <- list(
    columns, as.data.frame(columns), tensor_slices_dataset(columns) %>% dataset_batch(2),
    tensor_slices_dataset(list(columns, 1:3)) %>% dataset_batch(2)
  )
  for (data in kinds) {
    layers <- price_and_city()
    expect_identical(adapt(layers, data), layers)
    expect_identical(get_vocabulary(layers$city), c("[UNK]", "Rome", "Oslo"))
    expect_equal(as.vector(layers$price(c(20, 20 + sqrt(200 / 3)))), c(0, 1), tolerance = 1e-6)
  }
})

test_that("gives a list of layers the same data", {
  layers <- list(layer_string_lookup(), layer_text_vectorization())
  adapt(layers, c("b", "a", "b"))
  expect_identical(get_vocabulary(layers[[1]]), c("[UNK]", "b", "a"))
  expect_identical(get_vocabulary(layers[[2]]), c("", "[UNK]", "b", "a"))
})

test_that("reads a number of steps", {
  layer <- layer_string_lookup()
  layer %>% adapt(tensor_slices_dataset(letters[1:6]) %>% dataset_batch(2), steps = 2)
  expect_identical(get_vocabulary(layer), c("[UNK]", "d", "c", "b", "a"))
  method <- layer_string_lookup()
  method$adapt(tensor_slices_dataset(letters[1:6]) %>% dataset_batch(2), 2)
  expect_identical(get_vocabulary(method), get_vocabulary(layer))
})

test_that("batches a dataset that is not batched", {
  layer <- layer_string_lookup()
  layer %>% adapt(tensor_slices_dataset(c("b", "a", "b")), batch_size = 2)
  expect_identical(get_vocabulary(layer), c("[UNK]", "b", "a"))
})

test_that("refuses what does not fit in one sentence", {
  expect_snapshot(error = TRUE, {
    adapt(layer_rescaling(scale = 1), 1:3)
    adapt(layer_string_lookup(name = "s"), character())
    adapt(price_and_city(), list(price = 1:3))
    adapt(layer_string_lookup(), c("a", "b"), batch_size = 1.5)
    adapt(layer_string_lookup(), c("a", "b"), steps = 0)
    adapt(layer_string_lookup(), c("a", NA, "b", NA))
  })
})

test_that("changes no layer when one of them cannot learn", {
  layers <- price_and_city()
  adapt(layers, list(price = c(1, 3), city = c("a", "b")))
  expect_error(adapt(layers, list(price = c("x", "y"), city = c("c", "d"))), class = "prelayer_error")
  expect_identical(get_vocabulary(layers$city), c("[UNK]", "b", "a"))
  expect_equal(as.vector(layers$price(2)), 0)
})

test_that("what has no vocabulary is refused in one sentence", {
  expect_snapshot(error = TRUE, {
    get_vocabulary(layer_rescaling(scale = 2))
    get_vocabulary(keras_model_sequential())
    set_vocabulary(3, "a")
  })
})

test_that("layers have no fit and say so", {
  expect_error(
    fit(layer_normalization(), matrix(1)),
    "fit: `object` must be a model, not a layer. Layers that learn do so by adapt()", fixed = TRUE
  )
})

test_that("what is no model is neither evaluated nor compiled nor used for a prediction", {
  for (verb in list("evaluate", "predict", "compile")) {
    sentence <- paste0(verb, ": `object` must be a model, not a layer. A layer is called on data, as in layer(x)")
    for (layer in list(layer_rescaling(scale = 2), layer_normalization())) {
      expect_error(get(verb)(layer, matrix(1)), sentence, fixed = TRUE, class = "prelayer_error")
    }
  }
  expect_error(evaluate(1), "no applicable method for 'evaluate'", fixed = TRUE)
})
