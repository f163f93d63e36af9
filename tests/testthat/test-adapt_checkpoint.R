needs_python()

rows <- array(as.numeric(1:1800), c(6, 300))
in_batches <- function() tensor_slices_dataset(rows) %>% dataset_batch(2)

stop_after <- function(count) {
  function(number, read, ...) if (read == count) stop("killed")
}

# The writing of checkpoints waits for ten seconds, which tests do not have.
writing_at_once <- function(code) {
  module <- "prelayer.adapt.checkpoint"
  set <- function(seconds, share) {
    set_in_module(module, "SECONDS_BETWEEN_WRITES", seconds)
    set_in_module(module, "LARGEST_SHARE_OF_TIME", share)
  }
  set(0, Inf)
  on.exit(set(10, 0.05))
  code
}

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

test_that("goes on over strings in memory", {
  path <- tempfile()
  words <- c("b", "a", "b", "caf\u00e9")
  writing_at_once(
    expect_error(layer_string_lookup() %>% adapt(words, checkpoint = path, progress = stop_after(4)), "killed")
  )
  expect_true(file.exists(path))
  layer <- layer_string_lookup()
  layer %>% adapt(words, checkpoint = path)
  expect_identical(get_vocabulary(layer), c("[UNK]", "b", "caf\u00e9", "a"))
  expect_false(file.exists(path))
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
