needs_python()

test_that("computes what its cases say", {
  run_cases("datetime_features")
})

features <- function(x, components = c("year", "month", "day", "hour"), ...) {
  as.array(layer_datetime_features(components = components, cyclic = NULL, ...)(x))
}

test_that("takes dates", {
  days <- as.Date(c("2024-02-29", "1600-01-01", NA, "1969-12-31"))
  expected <- rbind(c(2024, 2, 29, 0), c(1600, 1, 1, 0), NaN, c(1969, 12, 31, 0))
  expect_equal(features(days), expected)
  expect_equal(features(data.frame(day = days)), expected)
  expect_equal(features(structure(as.integer(days), class = "Date")), expected)
  expect_equal(features(days[1]), array(expected[1, ]))
  expect_equal(features(days + 0.75), expected)
  expect_equal(features(days[0]), matrix(0, 0, 4))
})

test_that("takes times of any zone as UTC, to the microsecond", {
  times <- as.POSIXct(c("2024-02-29 23:30:00", NA), tz = "UTC")
  expected <- rbind(c(2024, 2, 29, 23), NaN)
  expect_equal(features(times), expected)
  expect_equal(features(as.POSIXlt(times)), expected)
  for (zone in c("Etc/GMT-2", "America/New_York")) {
    expect_equal(features(structure(times, tzone = zone)), expected)
  }
  expect_equal(features(times, utc_offset = 2)[1, ], c(2024, 3, 1, 1))
  expect_equal(features(as.POSIXct("2024-03-01 01:30", tz = "Etc/GMT-2")), array(c(2024, 2, 29, 23)))
  micro <- as.POSIXct(1709249400.25, origin = "1970-01-01", tz = "UTC") + c(0, 1e-6)
  since <- features(micro, "elapsed", origin = "2024-02-29T23:30:00.25", elapsed_unit = "us")
  expect_equal(as.vector(since), c(0, 1))
})

test_that("takes text and numbers with NA", {
  expected <- rbind(c(2024, 2, 29, 0), NaN)
  expect_equal(features(c("2024-02-29", NA)), expected)
  expect_equal(features(factor(c("2024-02-29", NA))), expected)
  expect_equal(features(c(19782L, NA), unit = "D"), expected)
  expect_equal(features(c(19782, NA), unit = "D"), expected)
  expect_equal(features(c(1709164800000000, NA)), expected)
  expect_equal(features(NA), array(rep(NaN, 4)))
})

test_that("learns the earliest date", {
  days <- as.Date(c("2024-03-01", "2024-02-29", NA))
  for (data in list(days, as.POSIXct(days), as.character(days), data.frame(day = days))) {
    layer <- layer_datetime_features(components = "elapsed")
    expect_null(layer$origin)
    layer %>% adapt(data)
    expect_identical(layer$origin, "2024-02-29")
    expect_equal(as.array(layer(data)), cbind(c(1, 0, NaN)))
  }
})

test_that("the origin may be a date or a time", {
  expect_equal(features(as.Date("2024-02-29"), "elapsed", origin = as.Date("2024-02-28")), array(1))
  noon <- as.POSIXct("2024-02-28 12:00", tz = "UTC")
  expect_equal(features(as.Date("2024-02-29"), "elapsed", origin = noon), array(0.5))
  expect_identical(layer_datetime_features(origin = noon)$origin, "2024-02-28T12:00")
  expect_error(layer_datetime_features(origin = as.Date(NA)), "`origin` must be a date or time")
})

test_that("learns together with other layers", {
  data <- data.frame(day = as.Date("2024-02-28") + 0:2, size = c(1, 2, 3), when = as.POSIXct("2024-01-01", tz = "UTC"))
  day <- layer_datetime_features(components = "elapsed")
  when <- layer_datetime_features(components = "elapsed")
  adapt(list(day = day, size = layer_normalization(axis = NULL), when = when), data)
  expect_identical(c(day$origin, when$origin), c("2024-02-28", "2024-01-01"))
  expect_error(
    adapt(list(day = layer_normalization(axis = NULL), when = when), data),
    "`data\\$day` must be numbers, text or logical values, not Date"
  )
  one <- layer_datetime_features(components = "elapsed")
  adapt(list(day = one), data[2, ])
  expect_identical(one$origin, "2024-02-29")
})

test_that("learns within a model", {
  input <- layer_input(shape = 1, dtype = "int64", name = "day")
  layer <- layer_datetime_features(components = "elapsed")
  model <- keras_model(input, layer(input))
  adapt(model, data.frame(day = as.Date("2024-02-28") + 0:2))
  expect_identical(layer$origin, "2024-02-28")
})

test_that("is mapped over the rows of a data frame", {
  data <- data.frame(day = as.Date(c("2024-02-29", NA)), time = as.POSIXct(c("2024-02-29 23:30", NA), tz = "UTC"))
  layer <- layer_datetime_features(components = c("day", "hour"), cyclic = character())
  rows <- dataset_map(dataset_from_frame(data, na = "mask"), ~ list(layer(.x$day), layer(.x$time)))
  expect_equal(lapply(dataset_collect(rows)[[1]], as.array), list(rbind(c(29, 0), NaN), rbind(c(29, 23), NaN)))
})

test_that("names its features", {
  expect_identical(layer_datetime_features(components = c("month", "day"))$feature_names, c("month_sin", "month_cos", "day"))
})

test_that("survives saving and loading", {
  layer <- layer_datetime_features(components = c("weekday", "elapsed"))
  layer %>% adapt(as.Date("2024-02-26"))
  loaded <- saved_and_loaded(layer, 1, dtype = "string")
  expect_equal(as.array(loaded(as_tensor(matrix("2024-02-26T12:00")))), matrix(c(0, 1, 0.5), 1))
})

test_that("reports bad arguments and values in one sentence", {
  expect_snapshot(error = TRUE, {
    layer_datetime_features(components = "week")
    layer_datetime_features(utc_offset = "Europe/Berlin")
    layer_datetime_features(as.Date("2024-02-29") - as.Date("2024-02-28"), components = "day")
    layer_datetime_features(as.Date(Inf, origin = "1970-01-01"), components = "day")
    layer_datetime_features(c("2024-02-29", "soon"), components = "day")
    layer_datetime_features(c(1.5, 2e19), components = "day")
    layer_datetime_features(TRUE, components = "day")
    layer_datetime_features(layer_input(shape = 1))
  })
})
