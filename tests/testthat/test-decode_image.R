needs_python()

png_file <- function(image) png::writePNG(image / 255, raw())

test_that("computes what its cases say", {
  run_cases("decode_image")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_decode_image(height = 0, width = 2)
    layer_decode_image(height = 2, width = 2, channels = 2)
    layer_decode_image(height = 2, width = 2, data_format = "channels")
    layer_decode_image(height = 2, width = 2)(list(as.raw(1:3)))
  })
})

test_that("decodes raw vectors", {
  images <- some_images(3)
  files <- lapply(1:3, function(i) png_file(images[i, , , ]))
  layer <- layer_decode_image(height = 8, width = 8)
  expect_equal(as.array(layer(files)), images)
  expect_equal(as.array(layer(files[[1]])), images[1, , , ])
})

test_that("decodes files that a dataset reads", {
  images <- some_images(2)
  paths <- replicate(2, tempfile(fileext = ".png"))
  on.exit(unlink(paths))
  for (i in 1:2) writeBin(png_file(images[i, , , ]), paths[[i]])
  layer <- layer_decode_image(height = 8, width = 8, dtype = "uint8")
  dataset <- tensor_slices_dataset(paths) %>%
    dataset_map(function(path) layer(tf$io$read_file(path))) %>%
    dataset_batch(2)
  batch <- dataset_collect(dataset)[[1]]
  expect_identical(batch$dtype$name, "uint8")
  expect_equal(as.array(batch), images)
})

test_that("is a part of a model that is saved", {
  images <- some_images(2)
  layer <- layer_decode_image(height = 8, width = 8)
  model <- saved_and_loaded(layer, 1, "string")
  expect_identical(model$output_shape, list(NULL, 8L, 8L, 3L))
})
