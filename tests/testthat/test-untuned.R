needs_python()

is_tuned <- function(dataset) !isFALSE(dataset$options()$autotune$enabled)

test_that("no loader holds up the end of an epoch", {
  root <- new_folder()
  write_images(file.path(root, "images"), c(a = 1, b = 2))
  write_texts(file.path(root, "texts"), c("a/1.txt" = "one", "b/2.txt" = "two"))
  write_sounds(file.path(root, "sounds"), c("a/1.wav" = 3, "b/2.wav" = 3))
  lines <- file.path(root, "lines.csv")
  writeLines(c("x", "1"), lines)
  loaded <- list(
    image_dataset_from_directory(file.path(root, "images"), verbose = FALSE),
    text_dataset_from_directory(file.path(root, "texts"), verbose = FALSE),
    audio_dataset_from_directory(file.path(root, "sounds"), verbose = FALSE),
    timeseries_dataset_from_array(1:5, NULL, 2),
    dataset_from_frame(data.frame(x = 1:2)),
    csv_dataset(lines),
    flow_images_from_data(array(0, c(2, 4, 4, 3)), batch_size = 2)
  )
  for (dataset in loaded) {
    expect_false(is_tuned(dataset))
    expect_false(is_tuned(dataset_take(dataset, 1)))
  }
})

test_that("autotune means all cores", {
  options <- dataset_from_frame(data.frame(x = 1:2))$options()
  expect_equal(options$autotune$initial_parallelism, reticulate::import("os")$cpu_count())
})

test_that("an option turns tuning on again", {
  dataset <- dataset_from_frame(data.frame(x = 1:2)) %>% dataset_options(autotune.enabled = TRUE)
  expect_true(is_tuned(dataset))
  expect_equal(as.vector(dataset_collect(dataset)[[1]]$x), 1:2)
})
