needs_python()

test_that("values are those of scale() and model.matrix()", {
  frame <- passengers()
  prep <- preprocessor(some_features())
  expect_false(prep$is_fitted)
  expect_invisible(prep %>% adapt(frame))
  n <- nrow(frame)
  sex <- stats::model.matrix(~ factor(sex, c("male", "female")) - 1, frame)
  expected <- cbind(standardized(frame$age), scale(frame$fare) * sqrt(n / (n - 1)), sex)
  found <- prep(frame)
  expect_s3_class(found, "data.frame", exact = TRUE)
  expect_named(found, c("age", "fare", "sex_male", "sex_female"))
  expect_equal(numbers_in(found), unname(expected), tolerance = 1e-6, ignore_attr = TRUE)
})

test_that("all kinds of tables give the same", {
  frame <- passengers()
  prep <- preprocessor(some_features())
  prep %>% adapt(frame)
  expected <- prep(frame)
  tables <- list(
    `named list` = as.list(frame), factors = transform(frame, sex = factor(sex)),
    tibble = structure(frame, class = c("tbl_df", "tbl", "data.frame"))
  )
  for (kind in names(tables)) {
    other <- preprocessor(some_features())
    other %>% adapt(tables[[kind]])
    expect_equal(other(frame), expected, tolerance = 1e-6, label = kind)
    expect_equal(as.array(prep(tables[[kind]], as_frame = FALSE)), numbers_in(expected), label = kind)
  }
  expect_s3_class(prep(tables$tibble), "tbl_df")
  rownames(frame) <- frame$ticket
  expect_identical(rownames(prep(frame)), frame$ticket)
  expect_identical(nrow(prep(frame[1, ])), 1L)
})

test_that("a dataset teaches and gives the same", {
  frame <- passengers()
  ds <- dataset_from_frame(frame, target = "survived", batch_size = 16, na = "mask")
  prep <- preprocessor(some_features())
  prep %>% adapt(frame)
  other <- preprocessor(some_features())
  other %>% adapt(ds)
  expect_identical(other$report$rows, 80L)
  expect_equal(other(frame), prep(frame), tolerance = 1e-6)
  mapped <- rows(ds %>% dataset_map(prep))
  expect_equal(mapped, list(numbers_in(prep(frame)), frame$survived))
  expect_equal(rows(ds %>% prep()), mapped)
  expect_equal(rows(ds %>% dataset_map(~ list(prep(.x), .y))), mapped)
})

test_that("batches in a list and adapt() as a member teach the same", {
  frame <- passengers()[c("age", "fare", "sex")]
  prep <- preprocessor(some_features())
  prep$adapt(frame)
  other <- preprocessor(some_features())
  other %>% adapt(list(frame[1:30, ], list(frame[31:80, ], 1:50)), progress = FALSE)
  expect_equal(other(frame), prep(frame), tolerance = 1e-6)
})

# 0, 10 and 20 become -1.2247, 0, 1.2247, whose quantiles for 3 bins lie between them.
test_that("a layer waits for those before it", {
  bins <- layer_discretization(num_bins = 3, output_mode = "one_hot")
  prep <- preprocessor(list(x = list(layer_normalization(), bins)))
  prep %>% adapt(data.frame(x = c(0, 10, 20)))
  expect_identical(prep$report$passes, 2L)
  expect_equal(as.array(prep(list(x = c(0, 10, 20)))), diag(3))
})

test_that("several columns go into one layer, and NULL keeps a column", {
  data <- data.frame(sex = c("m", "f"), deck = c("A", "B"), fare = c(1, 2))
  cross <- layer_hashed_crossing(num_bins = 8, output_mode = "one_hot")
  prep <- preprocessor(list(group = feature("sex", "deck", layers = cross), fare = NULL))
  expected <- as.array(layer_hashed_crossing(list(data$sex, data$deck), 8, output_mode = "one_hot"))
  expect_equal(numbers_in(prep(data)), cbind(expected, c(1, 2)))
  expect_identical(utils::tail(get_feature_names_out(prep), 2), c("group_7", "fare"))
})

test_that("a preprocessor is a layer of its columns", {
  inner <- preprocessor(list(a = layer_normalization(), b = layer_normalization()))
  outer <- preprocessor(list(both = feature("a", "b", layers = list(inner, layer_rescaling(scale = 2))), c = NULL))
  data <- data.frame(a = c(0, 2), b = c(1, 5), c = c(7, 8))
  outer %>% adapt(data)
  expect_equal(numbers_in(outer(data)), rbind(c(-2, -2, 7), c(2, 2, 8)))
})

test_that("outputs by feature and by group are lists of data frames", {
  data <- data.frame(age = c(1, 3), sex = c("m", "f"), class = 1:2)
  features <- function() {
    classes <- layer_integer_lookup(vocabulary = 1:2, output_mode = "one_hot", num_oov_indices = 0)
    list(age = layer_normalization(), class = classes)
  }
  by_name <- preprocessor(c(features(), sex = layer_string_lookup(vocabulary = c("m", "f"))), output = "dict")
  by_name %>% adapt(data)
  expect_identical(by_name(data)$sex, data.frame(sex = 1:2))
  groups <- preprocessor(features(), output = list(deep = "age", wide = c("class", "age")))
  groups %>% adapt(data)
  found <- groups(data)
  expect_equal(found$deep, data.frame(age = c(-1, 1)))
  expect_equal(numbers_in(found$wide), rbind(c(1, 0, -1), c(0, 1, 1)))
})

test_that("vectors and lists are features", {
  data <- data.frame(id = 1:2)
  data$point <- list(c(1, 2), c(3, 6))
  data$tags <- list(c("a", "b"), "b")
  lookup <- layer_string_lookup(vocabulary = c("a", "b"), output_mode = "multi_hot")
  prep <- preprocessor(list(point = layer_normalization(), tags = lookup), shapes = list(point = 2, tags = NA))
  prep %>% adapt(data)
  expect_equal(numbers_in(prep(data)), rbind(c(-1, -1, 0, 1, 1), c(1, 1, 0, 0, 1)))
})

test_that("whole numbers keep their digits in float64", {
  data <- data.frame(id = 2^40 + 0:2)
  prep <- preprocessor(list(id = layer_normalization()), dtypes = c(id = "float64"))
  prep %>% adapt(data)
  expect_equal(prep(data)$id, c(-sqrt(1.5), 0, sqrt(1.5)), tolerance = 1e-6)
})

test_that("merging is adapting to all data", {
  frame <- passengers()
  parts <- lapply(list(1:80, 1:30, 31:80), function(rows) {
    prep <- preprocessor(some_features())
    prep %>% adapt(frame[rows, ])
  })
  parts[[2]]$merge(parts[[3]]$state())
  expect_equal(parts[[2]](frame), parts[[1]](frame), tolerance = 1e-6)
})

test_that("adapting again replaces what was learned", {
  prep <- preprocessor(list(x = layer_normalization()))
  prep %>% adapt(data.frame(x = c(0, 2)))
  prep %>% adapt(data.frame(x = c(10, 14)))
  expect_equal(prep(data.frame(x = 12))$x, 0)
  prep %>% adapt(data.frame(x = c(0, 2)), reset = FALSE)
  expect_match(tidy(prep)$learned, "mean 6.5", fixed = TRUE)
})

test_that("tidy(), print() and summary() have R's words", {
  prep <- preprocessor(some_features())
  expect_output(print(prep), "Not adapted yet: call adapt(prep, data).", fixed = TRUE)
  prep %>% adapt(data.frame(age = c(1, 3), fare = c(2, 6), sex = c("f", "m")))
  table <- tidy(prep)
  expect_s3_class(table, "tbl_df")
  expect_identical(table$feature, c("age", "fare", "sex"))
  expect_identical(table$type, c("numeric", "numeric", "character"))
  expect_identical(table$layers[1:2], c('layer_normalization(missing = "mean")', "layer_normalization()"))
  expect_identical(table$layers[[3]], 'layer_string_lookup(num_oov_indices = 0, output_mode = "one_hot")')
  expect_identical(table$output, c("(NA, 1)", "(NA, 1)", "(NA, 2)"))
  expect_identical(table$learned, c("mean 2, variance 1", "mean 4, variance 4", "2 tokens: m, f"))
  expect_snapshot({
    prep
    summary(prep)
  })
})

test_that("print() has the width of the window, and summary() shows all", {
  features <- list(layer_string_lookup(vocabulary = c("a", "b"), mask_token = "", output_mode = "one_hot"), layer_log())
  prep <- preprocessor(stats::setNames(features, c("number_of_previous_admissions_to_hospital", "number_of_visits")))
  whole <- capture.output(summary(prep))
  for (width in c(60, 80, 100)) {
    local_reproducible_output(width = width)
    lines <- capture.output(print(prep))
    expect_lte(max(nchar(lines)), width)
    expect_identical(utils::tail(lines, 1), "Shortened to the width of the window; summary() shows all.")
    expect_match(lines, "^number_of_previous", all = FALSE)
    expect_identical(capture.output(summary(prep)), whole)
  }
  local_reproducible_output(width = 200)
  expect_identical(capture.output(print(prep)), whole)
})

test_that("bad arguments are one sentence", {
  prep <- preprocessor(some_features())
  adapted <- preprocessor(some_features())
  adapted %>% adapt(passengers())
  shared <- layer_normalization()
  expect_snapshot(error = TRUE, {
    preprocessor(passengers())
    preprocessor(list(1))
    preprocessor(list(x = 1))
    preprocessor(list(a = shared, b = shared))
    preprocessor(list(a = NULL), shapes = list(b = 1))
    preprocessor(list(a = NULL), output = list(deep = "b"))
    feature("a", placement = "gpu")
    adapted(passengers()[c("age", "sex")])
    adapted(1:3)
    prep %>% adapt(data.frame(age = 1, fares = 2, sex = "m"))
    prep(passengers())
    step_normalize(prep, age)
    get_feature_names_out(layer_normalization())
  })
})

test_that("dates are not read from numbers or text", {
  data <- data.frame(day = as.Date("2024-02-28") + 0:3)
  prep <- preprocessor(list(day = layer_datetime_features(components = "elapsed")), dtypes = c(day = "int64"))
  prep %>% adapt(data)
  expect_equal(prep(data)$day_elapsed, 0:3)
  expect_equal(prep(list(day = as.POSIXlt(data$day)), as_frame = TRUE)$day_elapsed, 0:3)
  rule <- "`x$day` must be dates or times, as in the data for adapt(), not a %s vector. as.Date() and as.POSIXct() make"
  expect_error(prep(list(day = as.numeric(data$day))), sprintf(rule, "numeric"), fixed = TRUE)
  expect_error(prep(list(day = as.character(data$day))), sprintf(rule, "character"), fixed = TRUE)
})

test_that("a preprocessor of another session says that it is lost", {
  prep <- preprocessor(some_features())
  path <- tempfile(fileext = ".rds")
  saveRDS(prep, path)
  other <- readRDS(path) # its pointer is lost in the same session, too
  expect_error(
    other(data.frame(age = 1)), "the layers are Python objects of another R session, which saveRDS() does not save.",
    fixed = TRUE
  )
})

test_that("a preprocessor among other layers is not skipped", {
  layers <- list(x = layer_normalization(), y = preprocessor(list(x = layer_normalization())))
  expect_error(
    adapt(layers, list(x = c(1, 2), y = c(1, 2))),
    "adapt: `layers` must hold single layers, but element \"y\" is a preprocessor. Adapt it by itself.", fixed = TRUE
  )
  expect_false(layers$x$is_fitted)
})
