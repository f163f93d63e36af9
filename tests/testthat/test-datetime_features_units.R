needs_python()

seconds <- c(1709164800, NA, 1709264800)
warned <- function(expr) reticulate::py_capture_output(expr, type = "stderr")

test_that("warns once of numbers in another unit", {
  layer <- layer_datetime_features(components = "year")
  told <- warned({
    layer(seconds)
    layer(seconds)
  })
  expect_match(told, "but the numbers look like seconds: 1709264800 is read as 1970-01-01T00:28:29.2648", fixed = TRUE)
  expect_match(told, 'If they are seconds since 1970, set `unit` to "s".', fixed = TRUE)
  expect_length(gregexpr("UserWarning", told)[[1]], 1)
  days <- as.numeric(as.Date("2024-02-29"))
  expect_match(warned(layer_datetime_features(days, components = "year")), 'set `unit` to "D"', fixed = TRUE)
})

test_that("adapt warns", {
  layer <- layer_datetime_features(components = "elapsed")
  expect_match(warned(layer %>% adapt(seconds)), 'set `unit` to "s"', fixed = TRUE)
  rows <- dataset_from_frame(data.frame(when = as.integer(seconds[-2])), batch_size = 1)
  numbers <- dataset_map(rows, ~ .x$when)
  expect_match(warned(adapt(layer_datetime_features(components = "elapsed"), numbers)), 'set `unit` to "s"', fixed = TRUE)
})

test_that("does not warn of the right unit, of dates and of text", {
  told <- warned({
    layer <- layer_datetime_features(components = c("hour", "elapsed"), unit = "s")
    layer %>% adapt(seconds)
    layer(seconds)
    layer(as.POSIXct(seconds, origin = "1970-01-01", tz = "UTC"))
    layer_datetime_features(as.Date(c("2024-02-29", NA)), components = "day")
    layer_datetime_features("1970-01-01T00:28:29", components = "day")
  })
  expect_no_match(told, "UserWarning")
  expect_identical(layer$origin, "2024-02-29")
})
