# The recipes package beside preprocessors: attached before or after, or not at all.
needs_python()
skip_if_not_installed("recipes")

session <- quote({
  data <- data.frame(y = c(1, 0, 1, 0), a = c(1, 2, 3, 6), s = c("u", "v", "u", "u"), drop = 1:4)
  start <- preprocessor(y ~ ., data = data)
  prepped <- start %>%
    step_rm(drop) %>%
    step_normalize(all_numeric_predictors()) %>%
    step_lookup(all_nominal_predictors(), num_oov_indices = 0)
  prepped %>% adapt(data)
  cat("found a:", format(prepped(data)$a, digits = 4), "\n")
  cat("found names:", get_feature_names_out(prepped), "\n")
  theirs <- recipes::recipe(y ~ ., data = data) %>% step_rm(drop) %>% step_normalize(all_numeric_predictors())
  theirs <- recipes::prep(theirs)
  cat("found recipe:", class(theirs)[[1]], format(recipes::bake(theirs, data)$a, digits = 4), "\n")
  trained <- recipes::prep(start %>% step_rm(drop, s) %>% step_normalize(a), training = data)
  cat("found bake:", format(recipes::bake(trained, new_data = data)$a, digits = 4), "\n")
  cat("found tidy:", tidy(trained)$feature, "\n")
  failed <- tryCatch(step_normalize(start, starts_with("zz")), error = conditionMessage)
  cat("found error:", failed, "\n")
})

# (1, 2, 3, 6) has the mean 3 and the variance 14 / 4, of a sample 14 / 3.
expected <- c(
  a = "-1.0690 -0.5345 0.0000 1.6036", names = "a s_u s_v",
  recipe = "recipe -0.9258 -0.4629 0.0000 1.3887", bake = "-1.0690 -0.5345 0.0000 1.6036", tidy = "a",
  error = paste(
    "step_normalize: `...` must select columns, not `starts_with(\"zz\")`, which selects none.",
    "The columns are c(\"a\", \"s\", \"drop\")."
  )
)

found_in_session <- function(before = NULL, after = NULL) {
  output <- in_new_session(c(after, deparse(session)), before = before)
  found <- regmatches(output, regexec("^found ([a-z]+): *(.*?) *$", output))
  found <- do.call(rbind, Filter(length, found))
  stats::setNames(gsub(" +", " ", found[, 3]), found[, 2])
}

test_that("recipes may be attached before", {
  expect_identical(found_in_session(before = "library(recipes, warn.conflicts = FALSE)"), expected)
})

test_that("recipes may be attached after, whose steps and selectors are found then", {
  expect_identical(found_in_session(after = "library(recipes, warn.conflicts = FALSE)"), expected)
})

test_that("steps of recipes without an equivalent name what to do", {
  prep <- preprocessor(y ~ ., data = data.frame(y = 1, a = 2))
  expect_snapshot(error = TRUE, {
    recipes::step_pca(prep, a)
    recipes::step_normalize(prep, a, skip = TRUE)
    recipes::prep(prep)
    step_lookup(recipes::recipe(y ~ a, data = data.frame(y = 1, a = "b")), a)
  })
})
