needs_python()

rows <- array(as.numeric(1:1800), c(6, 300))
in_batches <- function() tensor_slices_dataset(rows) %>% dataset_batch(2)

partial <- function(path = tempfile()) {
  writing_at_once(
    expect_error(layer_normalization() %>% adapt(in_batches(), checkpoint = path, progress = stop_after(6)), "killed")
  )
  expect_true(file.exists(path))
  path
}

without_path <- function(path) function(lines) gsub(path, "<path>", lines, fixed = TRUE)

test_that("goes on after a crash", {
  path <- partial()
  layer <- layer_normalization()
  read <- integer()
  layer %>% adapt(in_batches(), checkpoint = path, progress = function(number, rows, ...) read <<- c(read, rows))
  expect_identical(read, 6L)
  expect_false(file.exists(path))
  whole <- layer_normalization()
  whole %>% adapt(in_batches())
  expect_identical(as.array(layer$mean$numpy()), as.array(whole$mean$numpy()))
  expect_identical(as.array(layer$variance$numpy()), as.array(whole$variance$numpy()))
})

test_that("refuses a checkpoint that is cut off or foreign", {
  path <- tempfile()
  writeLines("a,b", path)
  expect_snapshot(
    error = TRUE, layer_normalization() %>% adapt(in_batches(), checkpoint = path),
    transform = without_path(path)
  )
})

test_that("refuses a checkpoint of other layers", {
  path <- partial()
  expect_snapshot(
    error = TRUE, layer_normalization(axis = NULL) %>% adapt(in_batches(), checkpoint = path),
    transform = without_path(path)
  )
})

test_that("refuses a checkpoint of other data", {
  path <- partial()
  other <- tensor_slices_dataset(rows[c(3:6, 1:2), ]) %>% dataset_batch(2)
  expect_snapshot(error = TRUE, layer_normalization() %>% adapt(other, checkpoint = path))
})

test_that("refuses a checkpoint where no file can be", {
  expect_snapshot(error = TRUE, layer_normalization() %>% adapt(in_batches(), checkpoint = "/no/such/folder/file"))
})
