needs_python()

numbers <- matrix(c(1, 2, 3, 6))

scaled <- function() layer_pipeline(layers = list(layer_normalization(), layer_min_max_scaling(feature_range = c(-1, 1))))

test_that("computes what its cases say", {
  run_cases("pipeline")
})

test_that("its layers learn one after the other", {
  for (data in list(numbers, tensor_slices_dataset(numbers) %>% dataset_batch(3))) {
    pipeline <- scaled()
    pipeline %>% adapt(data)
    expect_equal(as.vector(pipeline(numbers)), (as.vector(numbers) - 3.5) / 2.5, tolerance = 1e-6)
  }
})

test_that("learns from columns of a data frame", {
  layers <- list(number = scaled(), word = layer_string_lookup())
  layers %>% adapt(data.frame(number = as.vector(numbers), word = c("a", "b", "b", "b")))
  expect_equal(as.vector(layers$number(matrix(6))), 1, tolerance = 1e-6)
  expect_identical(get_vocabulary(layers$word), c("[UNK]", "b", "a"))
})

test_that("missing values follow the rule of the first layer", {
  pipeline <- layer_pipeline(layers = list(layer_string_lookup(mask_token = ""), layer_integer_lookup()))
  pipeline %>% adapt(c("a", NA, "a"))
  expect_identical(get_vocabulary(pipeline$layers[[1]]), c("", "[UNK]", "a"))
  expect_error(layer_pipeline(layers = list(layer_rescaling(scale = 2)))(c(1, NA)), "must not hold NA", class = "prelayer_error")
})

test_that("is made, piped to, mapped and saved as other layers are", {
  twice <- list(layer_rescaling(scale = 2), layer_rescaling(scale = 2))
  expect_length(layer_pipeline(twice, name = "own")$layers, 2)
  expect_identical(layer_pipeline(twice, name = "own")$name, "own")
  expect_equal(as.vector(numbers %>% layer_pipeline(layers = twice)), 4 * as.vector(numbers))
  mapped <- tensor_slices_dataset(numbers) %>% dataset_batch(4) %>% layer_pipeline(layers = twice) %>% dataset_collect()
  expect_equal(as.array(mapped[[1]]), 4 * numbers)
  expect_equal(as.array(saved_and_loaded(layer_pipeline(twice), 1)(numbers)), 4 * numbers)
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_pipeline()
    layer_pipeline(layers = "flip")
    layer_pipeline(layers = list(layer_rescaling(scale = 2), 1))
    layer_pipeline(layers = layer_rescaling(scale = 2))
  })
})
