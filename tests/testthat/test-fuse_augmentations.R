needs_python()

kinds <- function(model) vapply(model$layers, function(layer) sub(".*\\.", "", class(layer)[[1]]), "")

test_that("fuses the runs of a functional model", {
  input <- layer_input(shape = c(4, 5, 2))
  output <- input %>%
    layer_rescaling(scale = 2) %>%
    layer_random_flip() %>%
    layer_random_rotation(factor = 0.1) %>%
    layer_dense(3)
  model <- keras_model(input, output)
  fused <- fuse_augmentations(model)
  expect_identical(kinds(fused), c("InputLayer", "AugmentationPipeline", "Dense"))
  images <- distinct_images(3)
  expect_equal(as.array(predict(fused, images, verbose = 0)), as.array(predict(model, images, verbose = 0)))
})

test_that("fuses the runs of a sequential model", {
  model <- keras_model_sequential() %>%
    layer_random_flip(seed = 3) %>%
    layer_random_rotation(factor = 0.1) %>%
    layer_dense(2)
  fused <- fuse_augmentations(model)
  expect_identical(kinds(fused), c("AugmentationPipeline", "Dense"))
  expect_identical(fused$layers[[1]]$seed, 3L)
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, fuse_augmentations("model"))
})
