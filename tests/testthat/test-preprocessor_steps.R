needs_python()

few <- function() passengers()[c("survived", "age", "fare", "sex", "deck")]

test_that("steps make the preprocessor of a formula", {
  data <- few()
  prep <- preprocessor(survived ~ ., data = data) %>%
    step_normalize(all_numeric_predictors()) %>%
    step_lookup(all_nominal_predictors(), num_oov_indices = 0)
  expect_false(prep$is_fitted)
  expect_snapshot(prep)
  prep %>% adapt(data)
  expect_true(prep$is_fitted)
  expect_snapshot(prep)
  found <- prep(data)
  expected <- cbind(
    standardized(data$age), standardized(data$fare), data$sex == "male", data$sex == "female",
    vapply(c("B", "C", "A"), function(deck) as.numeric(data$deck %in% deck), numeric(80))
  )
  expect_equal(numbers_in(found), unname(expected), tolerance = 1e-6)
  expect_named(found, c("age", "fare", "sex_male", "sex_female", "deck_B", "deck_C", "deck_A"))
})

test_that("a preprocessor is a step of a dataset and the beginning of a model", {
  data <- few()
  prep <- preprocessor(survived ~ ., data = data) %>%
    step_normalize(all_numeric_predictors()) %>%
    step_lookup(all_nominal_predictors())
  prep %>% adapt(data)
  train <- dataset_from_frame(data, target = "survived", batch_size = 64, na = "mask") %>% dataset_map(prep)
  head <- keras_model_sequential() %>% layer_dense(16, "relu") %>% layer_dense(1, "sigmoid")
  head %>%
    compile(optimizer = optimizer_adam(), loss = "binary_crossentropy") %>%
    fit(train, epochs = 2, verbose = 0)
  folder <- tempfile()
  prep %>% attach_to(head) %>% export_model(folder)
  raw <- list(
    age = as_tensor(matrix(20), "float32"), fare = as_tensor(matrix(2), "float32"),
    sex = as_tensor(matrix("male")), deck = as_tensor(matrix(""))
  )
  found <- do.call(tf$saved_model$load(folder)$serve, raw)
  new <- data.frame(age = 20, fare = 2, sex = "male", deck = NA)
  expect_equal(as.array(found), as.array(head(prep(new, as_frame = FALSE))), tolerance = 1e-6)
})

test_that("types are those of the data frame, before and after adapt()", {
  data <- data.frame(y = 1:2, n = 1:2, x = c(0.5, 1), f = factor(c("a", "b")), day = as.Date("2024-01-01") + 0:1)
  prep <- preprocessor(y ~ ., data = data) %>% step_lookup(f) %>% step_date(day, components = "year")
  types <- c("integer", "numeric", "factor", "Date")
  expect_identical(tidy(prep)$type, types)
  prep %>% adapt(data)
  expect_identical(tidy(prep)$type, types)
})

test_that("missing numbers of any type are NaN", {
  data <- data.frame(y = 1:3, n = c(1L, NA, 3L), flag = c(TRUE, NA, FALSE), x = c(NA, 1, 3))
  prep <- preprocessor(y ~ ., data = data) %>% step_normalize(n, missing = "propagate")
  prep %>% adapt(data)
  expect_equal(prep(data), data.frame(n = c(-1, NaN, 1), flag = c(1, NaN, 0), x = c(NaN, 1, 3)))
})

test_that("steps return new preprocessors", {
  data <- few()
  first <- preprocessor(survived ~ age + sex, data = data)
  second <- first %>% step_lookup(sex)
  third <- second %>% step_normalize(age)
  expect_length(first$steps, 0)
  expect_length(third$steps, 2)
  third %>% adapt(data)
  expect_false(second$is_fitted)
})

test_that("columns are selected by the language of tidyselect", {
  data <- data.frame(
    y = 1:2, x1 = c(1, 2), x2 = 3:4, flag = c(TRUE, FALSE), word = c("a", "b"), level = factor(c("c", "d")),
    size = factor(c("s", "m"), ordered = TRUE), day = as.Date("2024-01-01") + 0:1,
    at = as.POSIXct("2024-01-01", "UTC") + 0:1
  )
  start <- preprocessor(y ~ ., data = data)
  picked <- function(...) step_rm(start, ...)$steps[[1]]$columns
  names <- c("x1", "flag")
  expect_identical(picked(x1, word), c("x1", "word"))
  expect_identical(picked(starts_with("x")), c("x1", "x2"))
  expect_identical(picked(all_of(names)), names)
  expect_identical(picked(where(is.factor)), c("level", "size"))
  expect_identical(picked(all_predictors(), -x1), setdiff(names(data), c("y", "x1")))
  expect_identical(picked(all_numeric_predictors()), c("x1", "x2"))
  expect_identical(picked(all_integer_predictors()), "x2")
  expect_identical(picked(all_double_predictors()), "x1")
  expect_identical(picked(all_nominal_predictors()), c("word", "level", "size"))
  expect_identical(picked(all_string_predictors()), "word")
  expect_identical(picked(all_ordered_predictors()), "size")
  expect_identical(picked(all_unordered_predictors()), "level")
  expect_identical(picked(all_logical_predictors()), "flag")
  expect_identical(picked(all_date_predictors()), "day")
  expect_identical(picked(all_datetime_predictors()), "at")
})

test_that("formulas name columns", {
  data <- few()
  columns <- function(formula) tidy(preprocessor(formula, data = data))$feature
  expect_identical(columns(survived ~ age + sex), c("age", "sex"))
  expect_identical(columns(survived ~ . - age), c("fare", "sex", "deck"))
  expect_identical(columns(survived + age ~ .), c("fare", "sex", "deck"))
  expect_identical(columns(~ (age + fare)), c("age", "fare"))
  expect_identical(columns(survived ~ -deck), c("age", "fare", "sex"))
  odd <- data.frame(y = 1, `a b` = 2, check.names = FALSE)
  expect_identical(tidy(preprocessor(y ~ `a b`, data = odd))$feature, "a b")
})

test_that("an encoded column counts as numeric, and layers follow each other", {
  data <- few()
  prep <- preprocessor(survived ~ sex + age, data = data) %>%
    step_lookup(sex, output_mode = "int") %>%
    step_normalize(all_numeric_predictors())
  prep %>% adapt(data)
  # Half of 80 rows are "male", which has the index 2 like "m..." before "f..." in ties.
  expect_equal(prep(data)$sex, standardized(ifelse(data$sex == "male", 2, 3)))
})

test_that("whole numbers are looked up, and logical values are 0 and 1", {
  data <- data.frame(y = 1:3, class = c(3L, 1L, 3L), kind = c(2, 2, 7), alone = c(TRUE, FALSE, TRUE))
  prep <- preprocessor(y ~ ., data = data) %>% step_lookup(class, kind, num_oov_indices = 0)
  prep %>% adapt(data)
  expect_equal(prep(data), data.frame(
    class_3 = c(1, 0, 1), class_1 = c(0, 1, 0), kind_2 = c(1, 1, 0), kind_7 = c(0, 0, 1), alone = c(1, 0, 1)
  ))
})

test_that("each column has its own copy of a layer", {
  data <- data.frame(y = 1:3, a = c(0, 1, 2), b = c(10, 20, 40))
  layer <- layer_min_max_scaling()
  by_copy <- preprocessor(y ~ ., data = data) %>% step_layer(a, b, layer = layer)
  by_function <- preprocessor(y ~ ., data = data) %>% step_layer(a, b, layer = layer_min_max_scaling)
  for (prep in list(by_copy, by_function)) {
    prep %>% adapt(data)
    expect_equal(prep(data), data.frame(a = c(0, 0.5, 1), b = c(0, 1 / 3, 1)), tolerance = 1e-6)
  }
  expect_false(layer$is_fitted)
})

test_that("step_default() chooses layers as preprocessor_from_frame() does", {
  frame <- passengers()
  prep <- preprocessor(survived ~ ., data = frame) %>%
    step_layer(fare, layer = layer_min_max_scaling) %>%
    step_default()
  expect_warning(prep %>% adapt(frame), "step_default: columns are left out")
  expect_named(prep$skipped, c("ticket", "ship", "cabin"))
  overrides <- list(fare = layer_min_max_scaling())
  other <- suppressWarnings(preprocessor_from_frame(frame, "survived", overrides = overrides))
  other %>% adapt(frame)
  expect_equal(prep(frame), other(frame)[names(prep(frame))])
  ds <- dataset_from_frame(frame, batch_size = 8, na = "mask")
  expect_error(adapt(prep, ds), "`data` must be a data frame, not", fixed = TRUE)
})

test_that("text in ISO 8601 has calendar features", {
  data <- data.frame(y = 1:3, at = c("2024-01-01", "2024-02-29", NA))
  prep <- preprocessor(y ~ at, data = data) %>%
    step_date(at, components = c("weekday", "elapsed"), cyclic = character())
  prep %>% adapt(data)
  expect_equal(prep(data), data.frame(at_weekday = c(0, 3, NaN), at_elapsed = c(0, 59, NaN)))
})

test_that("dates have calendar features", {
  data <- data.frame(y = 1:3, day = as.Date(c("2024-01-01", "2024-02-29", NA)))
  prep <- preprocessor(y ~ day, data = data) %>% step_date(all_date_predictors())
  prep %>% adapt(data)
  expect_equal(prep(data)$day_elapsed, c(0, 59, NaN))
})

test_that("list columns have layers", {
  data <- data.frame(y = 1:2)
  data$point <- list(c(1, 2), c(3, 6))
  data$tags <- list(c("a", "b"), "b")
  prep <- preprocessor(y ~ ., data = data) %>%
    step_layer(point, layer = layer_normalization) %>%
    step_layer(tags, layer = layer_string_lookup(vocabulary = c("a", "b"), output_mode = "multi_hot"))
  prep %>% adapt(data)
  expect_equal(numbers_in(prep(data)), rbind(c(-1, -1, 0, 1, 1), c(1, 1, 0, 0, 1)))
})

test_that("a failed adapt() changes nothing", {
  data <- few()
  prep <- preprocessor(survived ~ age, data = data) %>% step_normalize(age)
  prep %>% adapt(data)
  before <- prep(data)
  expect_error(prep %>% adapt(data["fare"]), class = "prelayer_error")
  expect_identical(prep(data), before)
})

test_that("bad arguments are one sentence", {
  data <- few()
  prep <- preprocessor(survived ~ ., data = data)
  expect_snapshot(error = TRUE, {
    preprocessor(surviv ~ ., data = data)
    preprocessor(survived ~ age + fair, data = data)
    preprocessor(survived ~ survived + age, data = data)
    preprocessor(log(survived) ~ ., data = data)
    preprocessor(survived ~ log(age), data = data)
    preprocessor(survived ~ age:sex, data = data)
    preprocessor(survived ~ stats::poly(age), data = data)
    preprocessor(survived ~ .)
    preprocessor(survived ~ ., data = 1:3)
    step_normalize(prep, starts_with("zz"))
    step_normalize(prep)
    step_normalize(prep, survived)
    step_normalize(prep, agee)
    step_normalize(prep, no_function())
    step_normalize(prep, age, na_rm = TRUE)
    prep %>% step_rm(sex, deck) %>% step_lookup(sex)
    step_layer(prep, age)
    step_layer(prep, age, layer = "norm")
    step_lookup(data, sex)
    adapt(prep, data)
    adapt(step_rm(prep, sex), data)
    adapt(step_rm(prep, all_predictors()), data)
    prep(data)
    prep$outputs
    prep$steps <- list()
  })
})

# 2^24 + 1 is the first whole number that float32 rounds.
test_that("large whole numbers keep their digits", {
  data <- data.frame(id = 2^24 + c(1, 2, 3), y = 0:2)
  prep <- preprocessor(y ~ ., data = data) %>% step_normalize(id)
  prep %>% adapt(data)
  expect_equal(prep(data)$id, c(-1, 0, 1) * sqrt(1.5), tolerance = 1e-6)
})

test_that("default layers follow those of earlier steps", {
  data <- data.frame(age = c(1, 3, NA), y = 0:2)
  prep <- preprocessor(y ~ ., data = data) %>% step_layer(age, layer = layer_rescaling(scale = 10)) %>% step_default(age)
  prep %>% adapt(data)
  expect_equal(prep(data)$age, c(-1, 1, 0), tolerance = 1e-6)
})

test_that("members are completed: the steps, and those of the layer", {
  data <- few()
  prep <- preprocessor(survived ~ age, data = data) %>% step_normalize(age)
  expect_identical(utils::.DollarNames(prep, ""), "steps")
  prep %>% adapt(data)
  expect_true(all(c("steps", "inputs", "outputs") %in% utils::.DollarNames(prep, "")))
})
