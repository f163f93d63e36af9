needs_python()

gaps <- data.frame(
  size = c(1, NA, 3), count = c(1L, 2L, NA), shop = c("NA", NA, "B"), flag = c(TRUE, NA, FALSE),
  kind = factor(c("b", "a", NA), levels = c("b", "a"))
)
gaps$long <- structure(c(3 * 2^-1074, 2^-1074, -0), class = "integer64")

test_that("missing targets and weights are an error whatever na says", {
  data <- data.frame(x = 1:2, y = c(1, NA))
  sentence <- "dataset_from_frame: the column 'y' misses 1 of 2 values, the first in row 2. Drop those rows."
  caught <- function(...) conditionMessage(expect_error(dataset_from_frame(data, "x", na = "mask", ...)))
  expect_identical(caught(target = "y"), sentence)
  expect_identical(caught(weights = "y"), sentence)
})

test_that("missing values are an error that names column and count", {
  expect_snapshot(error = TRUE, dataset_from_frame(gaps))
  for (name in names(gaps)) {
    row <- c(size = 2, count = 3, shop = 2, flag = 2, kind = 3, long = 3)[[name]]
    sentence <- sprintf("the column '%s' misses 1 of 3 values, the first in row %d. Drop those rows", name, row)
    expect_error(dataset_from_frame(gaps, name), sentence, fixed = TRUE, class = "prelayer_error")
  }
})

test_that("missing values become what na says", {
  for (na in c("mask", "token")) {
    text <- c(mask = "", token = "[NA]")[[na]]
    expect_identical(rows(dataset_from_frame(gaps, na = na)), list(
      size = c(1, NaN, 3), count = c(1, 2, NaN), shop = c("NA", text, "B"), flag = c(1, NaN, 0),
      kind = c("b", "a", text), long = c(3, 1, NaN)
    ))
  }
})

test_that("missing categories have an index of their own", {
  columns <- list(shop = categorical_column("shop", c("B", "C")))
  data <- data.frame(shop = c("C", NA, "B", "?"))
  masked <- rows(dataset_from_frame(data, columns, na = "mask"))$shop
  expect_identical(masked, c(3L, 0L, 2L, 1L))
  lookup <- layer_string_lookup(vocabulary = c("B", "C"), mask_token = "")
  expect_identical(as.vector(lookup(data$shop)), masked)
  expect_identical(rows(dataset_from_frame(data, columns, na = "token"))$shop, c(2L, 3L, 1L, 0L))
  level <- list(kind = categorical_column("kind"))
  expect_identical(rows(dataset_from_frame(gaps, level, na = "mask"))$kind, c(2L, 3L, 0L))
})

test_that("text is not taken for what is missing", {
  expect_snapshot(error = TRUE, {
    dataset_from_frame(data.frame(shop = c("", "A", NA)), na = "mask")
    dataset_from_frame(data.frame(kind = c("[NA]", NA, "B")), na = "token")
  })
})

test_that("text without a value stays text", {
  columns <- list(NA_character_, factor(NA), factor(NA, levels = "A"), I(NA_character_))
  for (column in columns) {
    data <- list(shop = column)
    expect_identical(rows(dataset_from_frame(data, na = "mask"))$shop, "")
    expect_identical(rows(dataset_from_frame(data, na = "token"))$shop, "[NA]")
    expect_error(dataset_from_frame(data), "the column 'shop' misses 1 of 1 values", fixed = TRUE)
  }
})

test_that("numbers without a value stay numbers", {
  for (column in list(NA_real_, NA_integer_, NaN, NA, structure(-0, class = "integer64"))) {
    expect_identical(rows(dataset_from_frame(list(size = column), na = "mask"))$size, NaN)
  }
})

test_that("a row with missing text can be predicted", {
  data <- data.frame(shop = c("A", NA), size = c(1.5, NA))
  spec <- function(data) {
    lapply(dataset_from_frame(data, na = "mask")$element_spec, function(part) part$dtype$name)
  }
  expect_identical(spec(data[2, ]), list(shop = "string", size = "float32"))
  expect_identical(rows(dataset_from_frame(data[2, ], na = "mask"))$shop, "")
})

test_that("a column says what values are that are all missing", {
  features <- list(size = numeric_column("size"), shop = text_column("shop"))
  found <- rows(dataset_from_frame(list(size = NA_character_, shop = NA_real_), features, na = "mask"))
  expect_identical(found, list(size = NaN, shop = ""))
})
