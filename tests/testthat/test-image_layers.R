needs_python()

images <- some_images(8)

test_that("every image layer is in the table", {
  base <- reticulate::import("prelayer.layers.image.image_layer")$ImageLayer
  is_image_layer <- function(name) reticulate::import_builtins()$issubclass(member(prelayer, name), base)
  public <- vapply(Filter(is_image_layer, python_layers()), r_name, "")
  others <- c("layer_augmentation_pipeline", "layer_max_num_bounding_boxes")
  tabled <- paste0("layer_", c(names(random_image_layers(1)), names(fixed_image_layers())))
  expect_setequal(setdiff(public, others), tabled)
})

test_that("repeats with the same seed and goes on drawing", {
  first <- random_image_layers(9)
  second <- random_image_layers(9)
  for (name in names(first)) {
    results <- lapply(1:3, function(call) as.array(first[[name]](images)))
    for (result in results) expect_equal(as.array(second[[name]](images)), result, tolerance = 1e-5, label = name)
    goes_on <- unlike(results[[1]], results[[2]]) || unlike(results[[1]], results[[3]])
    expect_true(goes_on, label = paste(name, "draws anew"))
  }
})

test_that("acts in a dataset and differs between epochs", {
  layers <- random_image_layers(2)
  dataset <- tensors_dataset(images) %>% dataset_map(function(batch) lapply(unname(layers), function(layer) layer(batch)))
  epochs <- lapply(1:3, function(epoch) as_arrays(dataset_collect(dataset)[[1]], names(layers)))
  for (name in names(layers)) {
    results <- lapply(epochs, `[[`, name)
    expect_true(unlike(results[[1]], images), label = paste(name, "acts"))
    differs <- unlike(results[[1]], results[[2]]) || unlike(results[[1]], results[[3]])
    expect_true(differs, label = paste(name, "differs between epochs"))
  }
})

test_that("acts in training and rests in predict", {
  layers <- random_image_layers(1)
  model <- model_of_layers(layers, dim(images)[-1])
  resting <- list(as_arrays(model(images), names(layers)), as_arrays(predict(model, images, verbose = 0), names(layers)))
  acting <- as_arrays(model(images, training = TRUE), names(layers))
  for (name in names(layers)) {
    for (result in resting) {
      # crops rest by cropping in the middle
      if (name != "random_crop") expect_equal(result[[name]], images, tolerance = 1e-6, label = name)
    }
    expect_true(unlike(acting[[name]], resting[[1]][[name]]), label = paste(name, "acts in training"))
  }
})

test_that("survives saving and loading", {
  layers <- c(random_image_layers(4), fixed_image_layers())
  model <- model_of_layers(layers, dim(images)[-1])
  path <- tempfile(fileext = ".keras")
  save_model(model, path)
  loaded <- load_model(path)
  expected <- as_arrays(model(images, training = TRUE), names(layers))
  results <- as_arrays(loaded(images, training = TRUE), names(layers))
  for (name in names(layers)) expect_equal(results[[name]], expected[[name]], tolerance = 1e-6, label = name)
  unlink(path)
})
