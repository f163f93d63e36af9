needs_python()
skip_if_not_installed("recipes")

training <- function() {
  set.seed(1)
  n <- 120
  draw <- function(values, ...) sample(values, n, replace = TRUE, ...)
  data <- data.frame(
    y = rnorm(n), a = rexp(n), b = rnorm(n), count = draw(1:9), constant = 5,
    f = factor(draw(c("u", "v", "w", "z"), prob = c(0.5, 0.3, 0.17, 0.03))), s = draw(c("p", "q", "r")),
    size = factor(draw(c("s", "m", "l")), c("s", "m", "l"), ordered = TRUE),
    day = as.Date("2019-12-28") + 3 * seq_len(n)
  )
  data$a[1] <- data$count[1] <- data$f[1] <- NA
  data
}

# Rows with what the training data lacks: more NA, an unseen value, numbers beyond the range.
unseen <- function() {
  data <- utils::head(training(), 30)
  data$a[2:4] <- data$count[5] <- data$f[6:7] <- NA
  data$b[8:9] <- c(99, -99)
  data$s[1:3] <- "new"
  data
}

expect_baked <- function(recipe, tolerance = 1e-6, new = unseen()) {
  trained <- suppressWarnings(recipes::prep(recipe, training = training()))
  baked <- suppressWarnings(recipes::bake(trained, new, recipes::all_predictors()))
  found <- as_preprocessor(trained)(new)
  expect_identical(names(found), names(baked))
  # recipes has NA where a float is NaN.
  expected <- lapply(baked, function(column) ifelse(is.na(column), NaN, as.double(column)))
  expect_equal(as.list(found), expected, tolerance = tolerance)
}

of <- function(formula) recipes::recipe(formula, data = training())

test_that("numbers are normalized, scaled and imputed by what the recipe learned", {
  numbers <- of(y ~ a + b + count)
  expect_baked(numbers %>% recipes::step_normalize(recipes::all_predictors()))
  expect_baked(numbers %>% recipes::step_center(a, b) %>% recipes::step_scale(b, count, factor = 2))
  expect_baked(numbers %>% recipes::step_range(recipes::all_predictors(), min = -1, max = 3))
  expect_baked(
    numbers %>% recipes::step_impute_mean(a) %>% recipes::step_impute_median(count) %>%
      recipes::step_normalize(recipes::all_predictors())
  )
})

test_that("logarithms and powers are those of the recipe", {
  positive <- of(y ~ a + count) %>% recipes::step_impute_mean(a, count)
  expect_baked(positive %>% recipes::step_log(a, offset = 1, base = 10) %>% recipes::step_normalize(a))
  expect_baked(of(y ~ b) %>% recipes::step_log(b, signed = TRUE))
  expect_baked(positive %>% recipes::step_YeoJohnson(a, count) %>% recipes::step_normalize(a, count), tolerance = 1e-5)
  expect_baked(positive %>% recipes::step_BoxCox(a))
})

test_that("columns are removed and selected", {
  data <- of(y ~ a + b + count + constant)
  expect_baked(data %>% recipes::step_zv(recipes::all_predictors()) %>% recipes::step_rm(b))
  expect_baked(data %>% recipes::step_nzv(recipes::all_predictors()) %>% recipes::step_select(count, b))
  expect_baked(data %>% recipes::step_corr(a, b, threshold = 0.9) %>% recipes::step_rm(constant))
})

test_that("levels are what the steps make of them, also missing and new ones", {
  levels <- of(y ~ f + s)
  expect_baked(levels %>% recipes::step_dummy(f, s))
  expect_baked(
    levels %>% recipes::step_unknown(f) %>% recipes::step_novel(s) %>% recipes::step_dummy(f, s, one_hot = TRUE)
  )
  expect_baked(
    levels %>% recipes::step_impute_mode(f) %>% recipes::step_other(f, threshold = 0.1) %>% recipes::step_dummy(f, s)
  )
  expect_baked(of(y ~ s) %>% recipes::step_integer(s))
  expect_baked(of(y ~ size) %>% recipes::step_dummy(size))
  expect_baked(of(y ~ size) %>% recipes::step_ordinalscore(size))
  expect_baked(
    of(y ~ a + f) %>% recipes::step_impute_mean(a) %>% recipes::step_unknown(f) %>% recipes::step_dummy(f) %>%
      recipes::step_zv(recipes::all_predictors()) %>% recipes::step_normalize(recipes::all_predictors())
  )
})

test_that("bins are closed on the right, and may be missing", {
  expect_baked(
    of(y ~ b + a) %>% recipes::step_discretize(b, a, num_breaks = 4, min_unique = 5) %>% recipes::step_dummy(b, a)
  )
  expect_baked(
    of(y ~ b) %>% recipes::step_normalize(b) %>% recipes::step_discretize(b, num_breaks = 3, min_unique = 5) %>%
      recipes::step_integer(b)
  )
})

test_that("dates have the parts of the recipe", {
  parts <- c("dow", "month", "year", "doy", "quarter")
  # float32 of the year has steps of 1.2e-4.
  expect_baked(
    of(y ~ day + b) %>% recipes::step_date(day, features = parts, label = FALSE) %>% recipes::step_rm(day) %>%
      recipes::step_center(day_doy), tolerance = 1e-6
  )
  expect_baked(
    of(y ~ day) %>% recipes::step_date(day, features = c("dow", "month")) %>% recipes::step_rm(day) %>%
      recipes::step_dummy(day_dow, day_month)
  )
})

test_that("a converted recipe runs in a dataset and in a saved model", {
  data <- training()
  trained <- of(y ~ b + s) %>% recipes::step_normalize(b) %>% recipes::step_dummy(s) %>% recipes::prep()
  prep <- as_preprocessor(trained)
  expect_identical(get_feature_names_out(prep), c("b", "s_q", "s_r"))
  expect_identical(as_preprocessor(prep), prep)
  ds <- dataset_from_frame(data[c("b", "s", "y")], target = "y", batch_size = 50)
  expected <- unname(as.matrix(recipes::bake(trained, data, recipes::all_predictors())))
  expect_equal(rows(ds %>% dataset_map(prep))[[1]], expected, tolerance = 1e-6)
  head <- keras_model_sequential(input_shape = 3) %>% layer_dense(1)
  model <- prep %>% attach_to(head)
  path <- tempfile(fileext = ".keras")
  model %>% save_model(path)
  raw <- data[1:5, c("b", "s")]
  found <- predict(load_model(path), raw, verbose = 0)
  # Sums of products of random weights may be near 0.
  expect_lt(max(abs(found - predict(head, expected[1:5, ], verbose = 0))), 1e-5)
})

test_that("what has no equivalent is named", {
  train <- function(recipe) recipes::prep(recipe, training = training())
  expect_snapshot(error = TRUE, {
    as_preprocessor(of(y ~ b))
    as_preprocessor(of(y ~ b) %>% recipes::step_normalize(b))
    as_preprocessor(train(of(y ~ b + constant) %>% recipes::step_pca(b, constant) %>% recipes::step_mutate(z = 1)))
    as_preprocessor(train(of(y ~ f)))
    as_preprocessor(train(of(y ~ day) %>% recipes::step_date(day, features = "decimal") %>% recipes::step_rm(day)))
    as_preprocessor(training())
    as_preprocessor("recipe")
  })
})
