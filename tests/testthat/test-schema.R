needs_python()
skip_if_not_installed("png")

loaded_images <- function() {
  folder <- new_folder()
  write_images(folder, c("cat", "dog"), count = 2)
  image_dataset_from_directory(folder, image_size = c(4, 4), batch_size = NULL, verbose = FALSE)
}

verbs <- list(
  map = function(ds) dataset_map(ds, function(x, y) list(x, y)),
  batch = function(ds) dataset_batch(ds, 2),
  shuffle = function(ds) dataset_shuffle(ds, 4),
  prefetch = function(ds) dataset_prefetch(ds, 2),
  take = function(ds) dataset_take(ds, 1),
  skip = function(ds) dataset_skip(ds, 1),
  cache = function(ds) dataset_cache(ds),
  repeat_twice = function(ds) dataset_repeat(ds, 2),
  filter = function(ds) dataset_filter(ds, function(x, y) y > 0L),
  unbatch = function(ds) dataset_unbatch(dataset_batch(ds, 2)),
  rebatch = function(ds) dataset_rebatch(dataset_batch(ds, 2), 3),
  padded_batch = function(ds) dataset_padded_batch(ds, 2),
  ragged_batch = function(ds) dataset_ragged_batch(ds, 2),
  bucket_by_sequence_length = function(ds) {
    dataset_bucket_by_sequence_length(ds, function(x, y) tf$shape(x)[1], bucket_boundaries = 3, c(1, 2))
  },
  take_while = function(ds) dataset_take_while(ds, function(x, y) y >= 0L),
  unique = function(ds) dataset_unique(dataset_map(ds, ~.y)),
  shard = function(ds) dataset_shard(ds, 2, 0),
  enumerate = function(ds) dataset_enumerate(ds),
  window = function(ds) dataset_window(ds, 2),
  flat_map = function(ds) dataset_flat_map(ds, ~ tensors_dataset(list(.x, .y))),
  interleave = function(ds) dataset_interleave(ds, ~ tensors_dataset(list(.x, .y))),
  group_by_window = function(ds) {
    dataset_group_by_window(ds, ~.y, ~ dataset_batch(.y, 2), window_size = 2)
  },
  rejection_resample = function(ds) dataset_rejection_resample(ds, ~.y, c(0.5, 0.5)),
  scan = function(ds) dataset_scan(ds, 0L, ~ list(.x + 1L, .y)),
  concatenate = function(ds) dataset_concatenate(ds, ds),
  zip = function(ds) zip_datasets(number = range_dataset(to = 9), pair = ds),
  sample = function(ds) sample_from_datasets(list(ds, ds)),
  choose = function(ds) choose_from_datasets(list(ds, ds), tensor_slices_dataset(0:1)),
  snapshot = function(ds) dataset_snapshot(ds, tempfile()),
  options = function(ds) dataset_options(ds, deterministic = TRUE),
  shuffle_and_repeat = function(ds) dataset_shuffle_and_repeat(ds, 2, 2),
  prefetch_to_device = function(ds) dataset_prefetch_to_device(ds, "/cpu:0"),
  map_features = function(ds) dataset_map(dataset_map(ds, ~ list(list(image = .x), .y)), image = tf$square),
  augment = function(ds) dataset_augment(ds, layer_random_flip(), seed = 1)
)

test_that("class names stay after every verb", {
  ds <- loaded_images()
  for (name in names(verbs)) {
    changed <- verbs[[name]](ds)
    expect_identical(class_names(changed), c("cat", "dog"), label = paste("the classes after", name))
    expect_identical(schema(changed)$file_paths, as.character(ds$file_paths), label = paste("the files after", name))
  }
})

test_that("class names stay after a chain of verbs", {
  changed <- loaded_images() %>%
    dataset_map(~ list(.x / 255, .y)) %>%
    dataset_shuffle(4) %>%
    dataset_batch(2) %>%
    dataset_prefetch(2) %>%
    dataset_cache() %>%
    dataset_take(1)
  expect_identical(class_names(changed), c("cat", "dog"))
})

test_that("dtypes are those of the dataset as it is", {
  ds <- loaded_images()
  expect_identical(schema(ds)$dtypes, list("float32", "int32"))
  changed <- dataset_map(ds, ~ list(image = tf$cast(.x, "uint8"), label = tf$cast(.y, "int64")))
  expect_identical(schema(changed)$dtypes, list(image = "uint8", label = "int64"))
  expect_identical(schema(dataset_map(ds, ~.y))$dtypes, "int32")
})

test_that("a zip knows what either of its datasets knows", {
  plain <- tensor_slices_dataset(1:4)
  expect_null(class_names(plain))
  expect_identical(class_names(zip_datasets(plain, loaded_images())), c("cat", "dog"))
})

test_that("different classes are not taken for each other", {
  labels <- function(words) dataset_map(dataset_from_frame(data.frame(x = 1:2, y = words), "x", "y"), ~.y)
  joined <- dataset_concatenate(labels(c("cat", "dog")), labels(c("ant", "bee")))
  expect_null(schema(joined)$class_names)
  expect_error(
    class_names(joined), "the dataset is made of datasets with different classes, .*cat.*ant", class = "prelayer_error"
  )
  alike <- dataset_concatenate(labels(c("cat", "dog")), labels(c("dog", "cat")))
  expect_identical(class_names(alike), c("cat", "dog"))
})

test_that("what is not known is empty", {
  plain <- tensor_slices_dataset(1:3)
  expect_null(class_names(plain))
  expect_identical(
    unclass(schema(plain)),
    list(
      feature_names = character(), target_names = character(), class_names = NULL, file_paths = NULL, dtypes = "int64",
      features = data.frame(name = "feature", role = "feature", dtype = "int64", shape = "()")
    )
  )
  expect_identical(report(plain), data.frame(path = character(), reason = character()))
})

test_that("a report names the files that could not be read", {
  folder <- new_folder()
  write_texts(folder, c("a/1.txt" = "good", "a/2.txt" = "bad \xff", "b/1.txt" = "good"))
  ds <- prelayer$text_dataset_from_directory(folder, on_error = "skip", verbose = FALSE)
  expect_identical(nrow(report(ds)), 0L)
  dataset_collect(ds)
  expect_identical(report(ds)$path, file.path(folder, "a", "2.txt"))
  expect_true(nzchar(report(ds)$reason))
  expect_identical(report(dataset_prefetch(ds)), report(ds))
})

test_that("refuses what is no dataset", {
  expect_snapshot(error = TRUE, {
    class_names(c("a", "b"))
    schema(NULL)
    report(1)
  })
})

test_that("a schema is printed in at most ten lines of 80 columns", {
  columns <- stats::setNames(lapply(1:200, function(i) 1:3), sprintf("column_%03d", 1:200))
  found <- schema(tensor_slices_dataset(columns), example = TRUE)
  found$class_names <- list(y = c("cat", "dog"), z = c("a", "b"))
  found$file_paths <- sprintf("folder/image_%04d.png", 1:1500)
  lines <- capture.output(print(found))
  expect_length(lines, 10)
  expect_true(all(nchar(lines) <= 80))
  expect_identical(lines[7:9], c("... 195 more", "classes of y (2): \"cat\", \"dog\"", "classes of z (2): \"a\", \"b\""))
  expect_match(lines[[10]], "^files \\(1,500\\): \"folder/image_0001.png\", ")
})

test_that("a schema has a row for each part of an element", {
  ds <- tensor_slices_dataset(list(list(size = c(1.5, 3), name = c("it's", "b")), 0:1)) %>% dataset_batch(2)
  expect_identical(schema(ds)$features, data.frame(
    name = c("size", "name", "target"), role = c("feature", "feature", "target"),
    dtype = c("float32", "string", "int64"), shape = rep("(NA)", 3)
  ))
  expect_identical(schema(ds, example = TRUE)$features$example, c("1.5, 3", "\"it's\", \"b\"", "0, 1"))
})
