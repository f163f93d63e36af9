needs_python()

wide <- function(rows) tensor_slices_dataset(array(0, c(rows, 300))) %>% dataset_batch(2)

test_that("tells after each batch how far it is", {
  told <- list()
  layer_normalization() %>% adapt(wide(7), progress = function(...) told <<- c(told, list(list(...))))
  expect_identical(lapply(told, `[[`, 2), list(2L, 4L, 6L, 7L))
  expect_identical(lapply(told, `[[`, 4), list(0.25, 0.5, 0.75, 1))
  expect_true(all(vapply(told, function(now) now[[1]] == 1 && now[[3]] > 0, TRUE)))
})

test_that("draws a bar on long work", {
  rlang::local_options(
    cli.progress_show_after = 0, cli.dynamic = TRUE, cli.ansi = FALSE, cli.width = 80,
    cli.progress_clear = FALSE, cli.progress_handlers_only = "cli"
  )
  now <- function(number, rows, seconds, share) prelayer$AdaptProgress(number, rows, seconds, share)
  text <- paste(cli::cli_fmt({
    local({
      bar <- shown_progress(TRUE)
      bar(now(1L, 20000L, 2, 0.25))
    })
  }), collapse = "\n")
  expect_match(text, "adapting =+>-+  20,000 rows, 10,000 rows/s, 0:06 left")
})

test_that("draws nothing where there is no terminal", {
  expect_silent(layer_normalization() %>% adapt(wide(6)))
  expect_false(shown_progress(NULL, terminal = FALSE))
  expect_false(shown_progress(FALSE, terminal = TRUE))
  expect_true(is.function(shown_progress(NULL, terminal = TRUE)))
})

test_that("refuses a progress that is no option", {
  expect_snapshot(error = TRUE, layer_normalization() %>% adapt(1:3, progress = "bar"))
})
