needs_python()

# The same column in every container that has missing values; the second is missing.
words <- list(
  c("a", NA, "NA"), factor(c("a", NA, "NA")), matrix(c("a", NA, "NA"), 3), I(c("a", NA, "NA")),
  data.frame(word = c("a", NA, "NA"))
)
big <- structure(c(12, 0, 36) * 2^-1074, class = "integer64") # the bits of 12, 0 and 36
big[2] <- -0
ids <- list(c(12L, NA, 36L), c(12, NA, 36), c(12, NaN, 36), big, data.frame(id = c(12L, NA, 36L)))
numbers <- list(
  c(1, NA, 3), c(1L, NA, 3L), c(1, NaN, 3), matrix(c(1, NA, 3), 3), data.frame(n = c(1L, NA, 3L)),
  data.frame(n = c(1, NA, 3), m = c(1, 2, 3)), as_tensor(c(1, NaN, 3))
)

column_of <- function(layer, values) as.vector(as.matrix(as.array(layer(values)))[, 1])

test_that("missing strings are the mask in every container", {
  for (kind in words) {
    learning <- layer_string_lookup(mask_token = "m")
    learning %>% adapt(kind)
    expect_identical(get_vocabulary(learning), c("m", "[UNK]", "a", "NA"))
    expect_equal(column_of(learning, kind), c(2, 0, 3))
    hashed <- layer_hashing(num_bins = 50, mask_value = "m")
    expect_identical(column_of(hashed, kind), as.vector(hashed(c("a", "m", "NA"))))
    texts <- layer_text_vectorization(vocabulary = c("a", "na"))
    expect_equal(column_of(texts, kind), c(2, 0, 3))
    for (layer in list(layer_string_lookup(vocabulary = I("a")), layer_hashing(num_bins = 50))) {
      expect_error(layer(kind), "values must not be missing, but 1 of 3 are")
    }
    expect_error(layer_string_lookup() %>% adapt(kind), "values must not be missing, but 1 of 3 are")
  }
  expect_identical(as.vector(layer_string_lookup(vocabulary = I("a"), mask_token = "")(NA_character_)), 0L)
})

test_that("a column where all is missing is masked", {
  layer <- layer_string_lookup(vocabulary = I("a"), mask_token = "")
  for (kind in list(c(NA, NA), c(NA_character_, NA), data.frame(word = c(NA, NA)))) {
    expect_identical(column_of(layer, kind), c(0L, 0L))
  }
})

test_that("missing ids are the mask in every container", {
  for (kind in ids) {
    learning <- layer_integer_lookup(mask_token = -7)
    learning %>% adapt(kind)
    expect_identical(get_vocabulary(learning), c(-7L, -1L, 36L, 12L))
    expect_equal(column_of(learning, kind), c(3, 0, 2))
    expect_equal(column_of(layer_hashing(num_bins = 50, mask_value = "m"), kind)[[2]], 0)
    expect_error(layer_integer_lookup(vocabulary = I(12))(kind), "values must not be missing, but 1 of 3 are")
  }
})

test_that("missing numbers are filled in in every container", {
  for (kind in numbers) {
    for (make in list(layer_normalization, layer_robust_scaling)) {
      layer <- make(missing = "mean")
      layer %>% adapt(kind)
      expect_equal(column_of(layer, kind), c(-1, 0, 1))
    }
    for (make in list(layer_min_max_scaling, layer_quantile_transform)) {
      layer <- make(missing = "mean")
      layer %>% adapt(kind)
      expect_equal(column_of(layer, kind), c(0, 0.5, 1))
    }
    bins <- layer_discretization(bin_boundaries = c(1, 2), missing = "indicator")
    expect_equal(column_of(bins, kind), c(1, 3, 2))
  }
})

test_that("missing numbers stay nan without a rule", {
  layer <- layer_normalization(mean = 2, variance = 1)
  expect_identical(as.vector(layer(c(1, NaN, 3))), c(-1, NaN, 1))
})

test_that("NA without a rule is an error that names column, count and position", {
  expect_snapshot(error = TRUE, {
    layer_normalization() %>% adapt(c(1, NA, NaN))
    layer_normalization(mean = 2, variance = 1)(c(1L, NA))
    layer_min_max_scaling() %>% adapt(matrix(c(1, 2, 3, NA), 2))
    layer_robust_scaling() %>% adapt(data.frame(size = c(1, 2), weight = c(NA, 3)))
    layer_string_lookup() %>% adapt(data.frame(word = c("a", NA)))
    layer_integer_lookup() %>% adapt(c(1L, NA))
    layer_hashing(num_bins = 3)(c("a", NA))
    layer_rescaling(scale = 2)(c(1, NA))
  })
})

test_that("learns from the columns of a frame with gaps", {
  frame <- data.frame(price = c(1, NA, 3), cut = c("a", NA, "a"))
  layers <- list(price = layer_normalization(missing = "mean"), cut = layer_string_lookup(mask_token = "m"))
  for (data in list(frame, as.list(frame))) {
    adapt(layers, data)
    expect_equal(as.vector(layers$price$mean$numpy()), 2)
    expect_identical(get_vocabulary(layers$cut), c("m", "[UNK]", "a"))
  }
  twins <- list(layer_string_lookup(mask_token = "m"), layer_text_vectorization())
  adapt(twins, c("a", NA))
  expect_identical(get_vocabulary(twins[[2]]), c("", "[UNK]", "a"))
  expect_error(
    adapt(list(price = layer_normalization()), frame["price"]),
    "layer_normalization: feature 'price': values must not be missing, but 1 of 3 are"
  )
})
