needs_python()

layers_in <- function(...) {
  prep <- suppressWarnings(preprocessor_from_frame(...))
  table <- tidy(prep)
  stats::setNames(table$layers, table$feature)
}

one_hot <- 'layer_string_lookup(mask_token = "", output_mode = "one_hot")'
text <- 'layer_text_vectorization(max_tokens = 256, output_mode = "multi_hot", min_count = 2)'

test_that("the arguments are Python's", {
  expect_identical(formals_in_r(preprocessor_from_frame), formals_in_python("Preprocessor.from_frame"))
})

test_that("each kind of column has its layers", {
  frame <- passengers()
  left_out <- "preprocessor_from_frame: columns are left out"
  expect_warning(prep <- preprocessor_from_frame(frame, target = "survived"), left_out)
  expect_identical(prep$skipped, list(
    ticket = "it is an identifier: almost every value is different",
    ship = "it is constant", cabin = "all its values are missing"
  ))
  expect_identical(layers_in(frame, target = "survived"), c(
    age = 'layer_normalization(missing = "mean")', fare = 'layer_normalization(missing = "mean")',
    siblings = 'layer_normalization(missing = "mean")',
    sex = one_hot, deck = one_hot, alone = "as is", name = text
  ))
})

test_that("missing categories are zeros and new ones have a column", {
  data <- data.frame(deck = c("A", "B", NA, "B"), n = 1:4)
  prep <- preprocessor_from_frame(data)
  prep %>% adapt(data)
  found <- prep(data.frame(deck = c(NA, "Z", "B", "A"), n = 2.5))
  expect_equal(numbers_in(found), cbind(rbind(0, c(1, 0, 0), c(0, 1, 0), c(0, 0, 1)), 0))
})

test_that("the first rule that applies decides", {
  columns <- list(
    logical = list(c(TRUE, FALSE, NA, TRUE), 'layer_normalization(missing = "mean")'),
    vector = list(list(c(1, 2), c(3, 4)), 'layer_normalization(missing = "mean")'),
    tags = list(list(c("a", "b"), "b"), 'layer_string_lookup(mask_token = "", output_mode = "multi_hot")'),
    factor = list(factor(c("a", "b", "c", "a")), one_hot),
    integer = list(c(1L, NA, 3L), 'layer_normalization(missing = "mean")')
  )
  for (kind in names(columns)) {
    data <- data.frame(row = seq_along(columns[[kind]][[1]]))
    data$x <- columns[[kind]][[1]]
    expect_identical(layers_in(data["x"]), c(x = columns[[kind]][[2]]), label = kind)
  }
})

test_that("dates and times have calendar features", {
  data <- data.frame(
    day = as.Date(c("2024-01-01", "2024-02-29", NA)),
    at = as.POSIXct(c("2024-01-01 06:00", "2024-01-01 18:00", NA), "UTC")
  )
  prep <- preprocessor_from_frame(data)
  prep %>% adapt(data)
  found <- prep(data)
  expect_equal(found$day_elapsed, c(-1, 1, 0))
  expect_equal(found$at_hour_sin, c(1, -1, 0), tolerance = 1e-6)
})

test_that("a dict takes indices", {
  data <- data.frame(rare = as.character((1:820) %% 41))
  expect_identical(layers_in(data, output = "dict"), c(rare = 'layer_string_lookup(mask_token = "", min_count = 2)'))
})

test_that("overrides are named, or formulas of selections", {
  frame <- passengers()[c("age", "fare", "sex", "deck", "survived")]
  prep <- preprocessor_from_frame(frame, target = "survived", overrides = list(
    starts_with("a") ~ layer_robust_scaling,
    all_numeric_predictors() ~ layer_min_max_scaling(),
    age = list(layer_normalization(missing = "indicator")), sex = "skip"
  ))
  table <- tidy(prep)
  expect_identical(table$feature, c("age", "fare", "deck"))
  expect_identical(table$layers, c('layer_normalization(missing = "indicator")', "layer_min_max_scaling()", one_hot))
  expect_named(prep$skipped, "sex")
})

test_that("overrides may be one formula, an empty list or named text", {
  frame <- data.frame(a = c(1, 2), b = c(3, 5))
  scaled <- c("layer_min_max_scaling()", "layer_min_max_scaling()")
  one <- preprocessor_from_frame(frame, overrides = where(is.numeric) ~ layer_min_max_scaling)
  expect_identical(tidy(one)$layers, scaled)
  expect_identical(tidy(preprocessor_from_frame(frame, overrides = list()))$feature, c("a", "b"))
  expect_identical(tidy(preprocessor_from_frame(frame, overrides = c(a = "skip")))$feature, "b")
})

test_that("more categories are possible", {
  data <- data.frame(code = sprintf("c%d", (1:500) %% 50))
  expect_identical(layers_in(data, max_categories = 50), c(code = one_hot))
})

test_that("bad arguments are one sentence", {
  frame <- passengers()
  mixed <- data.frame(x = 1:2)
  mixed$x <- list("a", 2)
  expect_snapshot(error = TRUE, {
    preprocessor_from_frame(frame, target = "survivd")
    preprocessor_from_frame(frame, overrides = list(agee = NULL))
    preprocessor_from_frame(frame, overrides = list(starts_with("zz") ~ NULL))
    preprocessor_from_frame(frame, target = names(frame))
    preprocessor_from_frame(frame, overrides = list(age = "norm"))
    preprocessor_from_frame(frame, overrides = list(age = "skip", "fare"))
    preprocessor_from_frame(frame, overrides = "age")
    preprocessor_from_frame(frame, overrides = layer_normalization())
    preprocessor_from_frame(frame, max_categories = 0)
    preprocessor_from_frame(1:3)
    preprocessor_from_frame(mixed)
  })
})

test_that("a column of a type without a rule can be left out", {
  data <- data.frame(wait = as.difftime(1:3, units = "hours"), size = c(1, 2, 3))
  expect_error(preprocessor_from_frame(data), "`data$wait` must be numbers", fixed = TRUE)
  prep <- preprocessor_from_frame(data, overrides = list(wait = "skip"))
  expect_identical(names(prep$skipped), "wait")
  expect_identical(tidy(prep)$feature, "size")
})

test_that("constant components of dates are left out", {
  data <- data.frame(when = as.Date("2024-03-01") + 0:19, y = 0:19)
  prep <- preprocessor_from_frame(data, target = "y")
  prep %>% adapt(data)
  expect_identical(get_feature_names_out(prep), c("when_weekday_sin", "when_weekday_cos", "when_elapsed"))
  later <- as.matrix(prep(data.frame(when = as.Date("2024-04-15"))))
  expect_true(all(abs(later) < 10))
})

test_that("no rows have no predictions, and train nothing", {
  frame <- data.frame(age = c(1, 2, 4), town = c("Ulm", "Bonn", "Ulm"))
  prep <- preprocessor_from_frame(frame)
  prep %>% adapt(frame)
  model <- prep %>% attach_to(keras_model_sequential() %>% layer_dense(2))
  expect_identical(dim(predict(model, frame[0, ], verbose = 0)), c(0L, 2L))
  expect_identical(nrow(prep(frame[0, ])), 0L)
  model <- keras_model_sequential() %>%
    layer_dense(1) %>%
    compile(loss = "mse")
  none <- matrix(0, 0, 3)
  expect_identical(dim(predict(model, none, verbose = 0)), c(0L, 1L))
  expect_error(fit(model, none, numeric(), verbose = 0), "fit: `x` must have rows, but it has none.", fixed = TRUE)
  expect_error(evaluate(model, none, numeric()), "evaluate: `x` must have rows, but it has none.", fixed = TRUE)
  empty <- tensor_slices_dataset(matrix(1, 2, 3)) %>%
    dataset_filter(~ tf$reduce_any(.x < 0)) %>%
    dataset_batch(2)
  expect_error(
    suppressWarnings(predict(model, empty, verbose = 0)), "predict: `x` must have batches, but the dataset has none.",
    fixed = TRUE
  )
})
