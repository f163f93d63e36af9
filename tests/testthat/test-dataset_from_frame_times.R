needs_python()

microseconds <- c(1709164800, 1709249400.25) * 1e6

test_that("dates and times become microseconds", {
  data <- data.frame(
    day = as.Date(c("2024-02-29", "1969-12-31")),
    time = as.POSIXct(c(1709249400.25, -1), origin = "1970-01-01", tz = "America/New_York")
  )
  data$local <- as.POSIXlt(data$time)
  batch <- dataset_collect(dataset_from_frame(data))[[1]]
  expect_identical(batch$day$dtype$name, "int64")
  expect_identical(as.vector(batch$day), c(microseconds[1], -86400 * 1e6))
  expect_identical(as.vector(batch$time), c(microseconds[2], -1e6))
  expect_identical(as.vector(batch$local), c(microseconds[2], -1e6))
})

test_that("one row is a batch", {
  batch <- dataset_collect(dataset_from_frame(data.frame(day = as.Date("2024-02-29"))))[[1]]
  expect_identical(as.array(batch$day), array(microseconds[1]))
})

test_that("missing dates are errors, or missing in the layer", {
  data <- data.frame(day = as.Date(c("2024-02-29", NA)), x = 1:2)
  expect_snapshot(error = TRUE, {
    dataset_from_frame(data)
    dataset_from_frame(data[1, ], "x", target = "day")
    dataset_from_frame(data[1, ], "x", target = "x", weights = "day")
    dataset_from_frame(data.frame(day = as.Date(Inf, origin = "1970-01-01")))
  })
  day <- layer_datetime_features(components = "day")
  days <- dataset_map(dataset_from_frame(data, na = "mask"), ~ day(.x$day))
  expect_equal(as.array(dataset_collect(days)[[1]]), rbind(29, NaN))
})

test_that("rows with the same date stay together", {
  data <- data.frame(day = rep(as.Date("2024-01-01") + 0:19, each = 5))
  parts <- dataset_from_frame(data, split = c(a = 0.5, b = 0.5), group = "day")
  days <- lapply(parts, function(part) unique(unlist(lapply(dataset_collect(part), function(x) as.vector(x$day)))))
  expect_length(intersect(days$a, days$b), 0)
  expect_length(unlist(days), 20)
})
