needs_python()

test_that("options are set by name and leave elements as they are", {
  ds <- range_dataset(to = 3)
  changed <- dataset_options(ds, deterministic = FALSE, threading.private_threadpool_size = 2)
  expect_identical(all_values(changed), 0:2)
  expect_false(changed$options()$deterministic)
  expect_equal(changed$options()$threading$private_threadpool_size, 2)
  listed <- dataset_options(ds, list(deterministic = TRUE))
  expect_true(listed$options()$deterministic)
  options <- tf$data$Options()
  options$deterministic <- FALSE
  expect_false(dataset_options(ds, options)$options()$deterministic)
})

test_that("elements are copied to a device", {
  expect_identical(all_values(dataset_prefetch_to_device(range_dataset(to = 3), "/cpu:0")), 0:2)
})

test_that("a snapshot is read instead of its dataset", {
  path <- file.path(new_folder(), "kept")
  first <- dataset_snapshot(range_dataset(to = 4), path)
  expect_identical(all_values(first), 0:3)
  drawn <- dataset_map(range_dataset(to = 4), ~ tf$random$uniform(shape()))
  path <- file.path(new_folder(), "kept")
  once <- dataset_snapshot(
    drawn, path, compression = "GZIP",
    shard_func = ~ tf$constant(0L), reader_func = function(files) dataset_interleave(files, ~.x)
  )
  expect_identical(all_values(once), all_values(once))
})

test_that("reports bad arguments in one sentence", {
  ds <- range_dataset(to = 3)
  expect_snapshot(error = TRUE, {
    dataset_options(ds)
    dataset_options(ds, FALSE)
    dataset_options(ds, determinstic = FALSE)
    dataset_options(ds, threading.pool = 2)
    dataset_options(ds, deterministic = "no")
    dataset_options(1, deterministic = FALSE)
    dataset_snapshot(ds, NULL)
    dataset_snapshot(ds, tempdir(), shard_func = ~ .x / 2)
    dataset_prefetch_to_device(ds, "/cpu:0", buffer_size = 1.5)
  })
})
