needs_python()

words <- c("b", "it's", "b")

fitted <- function(layer, data) {
  layer %>% adapt(data)
  layer
}

test_that("a layer prints its call, and what it has learned", {
  expect_snapshot({
    layer_random_flip()
    layer_normalization(axis = NULL)
    fitted(layer_normalization(), matrix(c(1, 3, 10, 30), 2))
    fitted(layer_string_lookup(), words)
    fitted(layer_discretization(num_bins = 4), 0:4)
    layer_discretization(bin_boundaries = 1:500)
    layer_string_lookup(vocabulary = c("a", "b"))
    fitted(layer_datetime_features(components = "elapsed"), c("2024-02-29", "2025-01-01"))
  })
})

test_that("a chain prints the layers that learned", {
  chain <- layer_pipeline(list(layer_rescaling(scale = 2), layer_normalization(axis = NULL)))
  expect_snapshot({
    fitted(chain, c(1, 2))
    as.data.frame(tidy(chain))
  })
})

test_that("lines have at most 80 columns", {
  layers <- list(
    fitted(layer_string_lookup(), paste(1:50, strrep("long ", 30))),
    fitted(layer_normalization(), matrix(stats::rnorm(1000) * 1e9, 2)),
    layer_text_vectorization(
      max_tokens = 10000, standardize = c("casefold", "strip_accents", "nfc"), ngrams = 3,
      output_mode = "tf_idf", pad_to_max_tokens = TRUE
    )
  )
  for (layer in layers) {
    lines <- capture.output(print(layer))
    expect_lte(max(nchar(lines)), 80)
    expect_lte(length(lines), 4)
  }
})

test_that("text that R cannot hold is escaped", {
  texts <- tf$io$decode_base64(c("YQA", "_w")) # a NUL, and a byte that is not UTF-8
  layer <- layer_string_lookup()
  layer$adapt(texts)
  expect_output(print(layer), "udcff", fixed = TRUE)
  expect_output(str(layer), "tokens: chr [1:2]", fixed = TRUE)
})

test_that("str() shows the first values with their type", {
  expect_snapshot({
    str(fitted(layer_normalization(), matrix(c(1, 3, 10, 30), 2)))
    str(fitted(layer_string_lookup(), words))
    str(fitted(layer_normalization(axis = NULL), c(1, 4)))
  })
})

test_that("tidy() has one row per learned value", {
  table <- tidy(fitted(layer_normalization(), matrix(c(1, 3, 10, 30), 2)))
  expect_s3_class(table, "tbl_df")
  expect_equal(as.data.frame(table), data.frame(
    part = c("mean", "mean", "variance", "variance"), feature = c(1, 2, 1, 2), value = c(2, 20, 1, 100)
  ))
  quantiles <- tidy(fitted(layer_quantile_transform(num_quantiles = 3), matrix(c(1, 2, 3, 11, 12, 13), 3)))
  expect_equal(quantiles$value[1:6], c(1, 11, 2, 12, 3, 13))
  expect_equal(quantiles$row, c(1, 1, 2, 2, 3, 3, NA, NA, NA))
  tokens <- tidy(fitted(layer_string_lookup(), words))
  expect_equal(tokens$token, c("[UNK]", "b", "it's"))
  expect_equal(tokens$count, c(NA, 2, 1))
  weights <- tidy(fitted(layer_string_lookup(output_mode = "tf_idf"), matrix(c("a", "b", "b", "b"), 2)))
  expect_equal(weights$idf_weight[2:3], log(1 + 2 / (1 + c(2, 1))))
  expect_identical(nrow(tidy(layer_normalization())), 0L)
  expect_identical(nrow(tidy(layer_random_flip())), 0L)
})

test_that("summary() has the distribution of the learned values", {
  found <- summary(fitted(layer_normalization(), matrix(c(1, 3, 10, 30), 2)))
  expect_equal(found$part, c("mean", "variance"))
  expect_equal(found$minimum, c(2, 1))
  expect_equal(found$mean, c(11, 50.5))
  expect_equal(found$maximum, c(20, 100))
  expect_equal(summary(fitted(layer_string_lookup(), words))$mean, 1.5)
  expect_snapshot({
    found
    summary(layer_random_flip())
  })
})

test_that("a report has a row for each feature", {
  prep <- preprocessor(list(size = layer_normalization(), color = layer_string_lookup()))
  prep %>% adapt(data.frame(size = c(1, 3, NA), color = c("red", "blue", "red")))
  lines <- capture.output(print(prep$report))
  expect_match(lines[[1]], "adapted size, color in 1 pass over 3 rows")
  expect_match(lines[[3]], "size +3 +1 .* mean 2, variance 1")
  table <- as.data.frame(prep$report)
  expect_equal(table[c("name", "rows", "missing", "learned")], data.frame(
    name = c("size", "color"), rows = c(3, 3), missing = c(1, 0),
    learned = c("mean 2, variance 1", "2 tokens: red, blue")
  ))
})
