needs_python()

# Each row of the tables in ?conversion, by its first column: what is given, what a tensor and a dataset make of it.

values_in <- function(dataset) lapply(dataset_collect(dataset), function(element) as.vector(element))

expect_dtypes <- function(x, tensor, dataset) {
  expect_identical(as_tensor(x)$dtype$name, tensor)
  expect_identical(tensor_slices_dataset(x)$element_spec$dtype$name, dataset)
}

expect_same_values <- function(x, values = x) {
  expect_identical(as.vector(as_tensor(x)), values)
  expect_identical(values_in(tensor_slices_dataset(x)), as.list(values))
}

expect_refused <- function(x, sentence) {
  expect_error(as_tensor(x), sentence, fixed = TRUE, class = "prelayer_error")
  expect_error(tensor_slices_dataset(x), sentence, fixed = TRUE, class = "prelayer_error")
}

integer64 <- function(bits) structure(bits * 2^-1074, class = "integer64")

to_python_rows <- list(
  "text in any encoding and locale" = function() {
    cafe <- "caf\u00e9"
    as_bytes <- cafe
    Encoding(as_bytes) <- "bytes"
    given <- c(cafe, iconv(cafe, "UTF-8", "latin1"), as_bytes, "\U0001F600", "NA")
    expect_dtypes(given, "string", "string")
    expect_same_values(given, c(cafe, cafe, cafe, "\U0001F600", "NA"))
    lookup <- layer_string_lookup(vocabulary = c(cafe, "\U0001F600"))
    expect_identical(as.vector(lookup(given)), c(1L, 1L, 1L, 2L, 0L))
  },
  "bytes that are not text" = function() {
    dataset <- tensor_slices_dataset(c("a", "\xff\xfe"))
    expect_dtypes(c("a", "\xff\xfe"), "string", "string")
    expect_identical(as.vector(tf$strings$length(as_tensor("\xff\xfe"))), 2L)
    expect_identical(values_in(dataset %>% dataset_map(tf$strings$length)), list(1L, 2L))
  },
  "double" = function() {
    expect_dtypes(c(0.5, 2), "float64", "float32")
    expect_identical(as.vector(as_tensor(c(0.1, pi))), c(0.1, pi))
    # 0.1 in float32, by hand: 13421773 / 2^27.
    expect_identical(values_in(tensor_slices_dataset(c(0.1, 2))), list(13421773 / 2^27, 2))
  },
  "whole doubles that float32 cannot represent, such as 16777217" = function() {
    expect_identical(as.vector(as_tensor(16777217)), 16777217)
    expect_error(tensor_slices_dataset(16777217), "`tensors` must hold numbers that float32 can hold", fixed = TRUE)
  },
  "integer" = function() {
    expect_dtypes(c(-1L, .Machine$integer.max), "int32", "int64")
    expect_same_values(c(-1L, .Machine$integer.max))
  },
  "`integer64`" = function() {
    expect_dtypes(integer64(c(3, 2^40)), "int64", "int64")
    expect_same_values(integer64(c(2^40, 2^41)), c(2^40, 2^41))
  },
  "logical" = function() {
    expect_dtypes(c(TRUE, FALSE), "bool", "bool")
    expect_same_values(c(TRUE, FALSE))
  },
  "complex" = function() {
    expect_dtypes(c(1i, 2), "complex128", "complex128")
    expect_same_values(c(1i, 2))
  },
  "raw" = function() {
    expect_dtypes(as.raw(c(1, 255)), "uint8", "uint8")
    expect_same_values(as.raw(c(1, 255)), c(1L, 255L))
  },
  "factor, ordered or not" = function() {
    for (make in list(factor, ordered)) {
      sizes <- make(c("small", "large", "small"), levels = c("small", "large"))
      expect_dtypes(sizes, "string", "string")
      expect_same_values(sizes, as.character(sizes))
      lookup <- layer_string_lookup(vocabulary = levels(sizes))
      expect_identical(as.vector(lookup(sizes)), c(1L, 2L, 1L))
      expect_identical(as.vector(lookup(sizes[2])), 2L)
      expect_identical(as.vector(lookup(droplevels(sizes[2:2]))), 2L)
      expect_identical(as.vector(lookup(factor(c("none", "large")))), c(0L, 2L))
    }
  },
  "Date, POSIXct, POSIXlt" = function() {
    day <- as.Date("2024-02-29")
    expect_refused(day, "not Date. as.integer() gives days since 1970-01-01, and")
    time <- as.POSIXct("2024-02-29", tz = "UTC")
    expect_refused(time, "POSIXct. as.integer() gives seconds since 1970-01-01 UTC, and")
    expect_refused(data.frame(x = day)["x"], "not Date. as.integer() gives days since 1970-01-01, and")
    expect_same_values(as.integer(day), 19782L)
    expect_same_values(as.integer(time), 19782L * 86400L)
    expect_equal(as.vector(layer_datetime_features(day, components = "day")), 29)
    rows <- dataset_collect(dataset_from_frame(data.frame(x = day)))
    expect_identical(as.vector(rows[[1]]$x), 1709164800000000)
  },
  "difftime" = function() {
    expect_refused(as.difftime(1, units = "secs"), "not difftime. as.numeric(units = \"secs\") gives seconds, and")
  },
  "`NA` of any type" = function() {
    given <- lapply(list(NA, NA_integer_, NA_real_, NA_character_, NA_complex_, factor(NA)), rep, 2)
    sentence <- "must not hold NA, but 2 of its 2 values are NA, the first at position 1."
    for (x in c(given, list(integer64(c(-0, -0))))) expect_refused(x, sentence)
  },
  "`NaN`, `Inf`, `-Inf`" = function() expect_same_values(c(NaN, Inf, -Inf)),
  "a vector of length one" = function() {
    expect_null(dim(as_tensor("a")))
    expect_identical(values_in(tensor_slices_dataset("a")), list("a"))
  },
  "`I()` around a vector" = function() {
    expect_identical(dim(as_tensor(I("a"))), 1L)
    expect_identical(values_in(tensor_slices_dataset(I(c("a", "b")))), list("a", "b"))
  },
  "a matrix or array" = function() {
    for (x in list(array(1:24, 2:4), array(as.character(1:24), 2:4), array(as.raw(1:24), 2:4), array(1:24 / 2, 2:4))) {
      expected <- if (is.raw(x)) array(as.integer(x), dim(x)) else x
      expect_identical(as.array(as_tensor(x)), expected)
      rows <- dataset_collect(tensor_slices_dataset(x))
      expect_identical(lapply(rows, as.array), list(expected[1, , ], expected[2, , ]))
    }
  },
  "an unnamed list" = function() {
    expect_identical(as_text(as_py(list(1L, list("a")))), "(1, ('a',))")
    expect_identical(lapply(dataset_collect(tensor_slices_dataset(list(3L, "a")))[[1]], as.vector), list(3L, "a"))
  },
  "a named list" = function() {
    expect_identical(as_text(as_py(list(a = 1L, b = list(c = "a")))), "{'a': 1, 'b': {'c': 'a'}}")
    expect_named(dataset_collect(tensor_slices_dataset(list(a = 3L, b = "a")))[[1]], c("a", "b"))
  },
  "a data frame or tibble" = function() {
    frame <- data.frame(a = 1:2, b = c("x", "y"), row.names = c("r", "s"))
    tibble <- structure(as.list(frame), class = c("tbl_df", "tbl", "data.frame"), row.names = 1:2)
    for (x in list(frame, tibble)) {
      expect_identical(as_text(as_py(x)), "{'a': array([1, 2], dtype=int32), 'b': array(['x', 'y'], dtype=object)}")
      second <- dataset_collect(tensor_slices_dataset(x))[[2]]
      expect_identical(lapply(second, as.vector), list(a = 2L, b = "y"))
    }
    expect_identical(as.array(layer_rescaling(scale = 2)(data.frame(a = 1:2, b = 3:4))), cbind(c(2, 4), c(6, 8)))
  },
  "a list column, a list in `I()`" = function() {
    words <- I(list(c("a", "b"), NULL, "c"))
    expect_identical(array_of(as_py(words)), list(c("a", "b"), character(), "c"))
    shown <- "{'x': <tf.RaggedTensor [[b'a', b'b'], [], [b'c']]>}"
    expect_identical(as_text(as_py(data.frame(x = words))), shown)
    expect_identical(values_in(tensor_slices_dataset(words)), list(c("a", "b"), character(), "c"))
  },
  "`NULL`" = function() {
    expect_identical(as_text(as_py(list(1L, NULL))), "(1, None)")
    expect_error(tensor_slices_dataset(NULL), "`tensors` must be data with rows", fixed = TRUE)
  },
  "a Python object" = function() {
    tensor <- tf$constant(c(1, 2), "float64")
    expect_identical(as_py(tensor), tensor)
    expect_identical(tensor_slices_dataset(tensor)$element_spec$dtype$name, "float64")
  }
)

from_python_rows <- list(
  "float16, bfloat16, float32, float64" = function() {
    for (dtype in c("float16", "bfloat16", "float32", "float64")) {
      expect_identical(as.vector(tf$constant(c(0.5, -2), dtype)), c(0.5, -2))
    }
  },
  "int8 to int64, uint8 to uint64" = function() {
    for (dtype in paste0(rep(c("", "u"), each = 4), "int", c(8, 16, 32, 64))) {
      expect_identical(as.vector(tf$constant(c(1, 100), dtype)), c(1L, 100L))
    }
    large <- c("4294967295", "9007199254740991")
    expect_identical(as.vector(tf$strings$to_number(large, "int64")), c(4294967295, 9007199254740991))
    expect_error(as.vector(tf$strings$to_number("9007199254740992", "int64")), "2^53", fixed = TRUE)
  },
  "bool" = function() expect_identical(as.vector(tf$constant(c(TRUE, FALSE))), c(TRUE, FALSE)),
  "complex64, complex128" = function() {
    for (dtype in c("complex64", "complex128")) expect_identical(as.vector(tf$cast(c(1, 2), dtype)), c(1 + 0i, 2 + 0i))
  },
  "string" = function() {
    text <- as.vector(tf$constant(c("caf\u00e9", "a")))
    expect_identical(text, c("caf\u00e9", "a"))
    expect_identical(Encoding(text), c("UTF-8", "unknown"))
    expect_error(as.vector(as_tensor("\xff")), "`x` must hold UTF-8, but it does not.", fixed = TRUE)
    nul <- tf$io$decode_base64("YQBi")
    expect_error(as.vector(nul), "Text with NUL in it cannot be text of R.", fixed = TRUE, class = "prelayer_error")
    expect_identical(as.vector(tf$strings$regex_replace(nul, "\\x00", " ")), "a b")
  },
  "a scalar" = function() {
    expect_identical(as.array(tf$constant(2)), array(2, 1))
    expect_null(dim(tf$constant(2)))
  },
  "a tensor with dimensions" = function() expect_identical(as.array(tf$ones(c(2, 1, 3))), array(1, c(2, 1, 3))),
  "ragged" = function() {
    ragged <- tf$RaggedTensor$from_row_lengths(c(1, 2, 3), c(2, 0, 1))
    expect_identical(as.array(ragged), list(c(1, 2), numeric(), 3))
    expect_identical(as.vector(ragged), list(c(1, 2), numeric(), 3))
  },
  "sparse" = function() {
    expect_identical(as.array(tf$sparse$from_dense(diag(2))), diag(2))
    expect_identical(as.vector(tf$sparse$from_dense(diag(2))), c(1, 0, 0, 1))
  },
  "a tuple or list" = function() expect_identical(as_r(as_tuple(list(1L, "a"))), list(1L, "a")),
  "a dictionary" = function() expect_identical(as_r(as_dict(list(a = 1L, b = "x"))), list(a = 1L, b = "x")),
  "the null value" = function() expect_null(as_r(to_python(NULL)))
)

test_that("each row of the table from R to Python holds", {
  for (row in to_python_rows) row()
})

test_that("each row of the table from Python to R holds", {
  for (row in from_python_rows) row()
})

test_that("the help has the rows that are tested", {
  source <- test_path("..", "..", "R", "convert-rules.R")
  skip_if_not(file.exists(source), "not in the source tree")
  lines <- readLines(source, encoding = "UTF-8")
  rows <- regmatches(lines, regexec("^#' \\| ([^|]+) \\|", lines))
  first <- vapply(Filter(length, rows), `[[`, "", 2)
  headings <- match(c("in R", "type", "in Python"), first)
  expect_identical(first[seq(headings[[1]] + 1, headings[[2]] - 1)], names(to_python_rows))
  expect_identical(first[seq(headings[[3]] + 1, length(first))], names(from_python_rows))
})

test_that("text is the same in the C locale, whatever its mark", {
  skip_slow("A session of its own starts R and TensorFlow; the locale is that of a process.")
  output <- in_new_session(c(
    "utf8 <- 'caf\\u00e9'",
    "bytes <- utf8; Encoding(bytes) <- 'bytes'",
    "native <- rawToChar(charToRaw(utf8))",
    "words <- c(utf8, iconv(utf8, 'UTF-8', 'latin1'), bytes, native, '\\U0001F600')",
    "layer <- layer_string_lookup(vocabulary = c(utf8, '\\U0001F600'))",
    "cat('ids', as.vector(layer(words)), '\\n')",
    "cat('lengths', as.vector(tf$strings$length(as_tensor(words))), '\\n')",
    "named <- stats::setNames(list(1, 2), c(native, 'b'))",
    "cat('name', length(charToRaw(names(tensor_slices_dataset(named)$element_spec)[[1]])), '\\n')"
  ), environment = c("LC_ALL=C", paste0("RETICULATE_PYTHON=", look_around()$executable)))
  expect_identical(grep("^ids", output, value = TRUE), "ids 1 1 1 1 2 ")
  expect_identical(grep("^lengths", output, value = TRUE), "lengths 5 5 5 5 4 ")
  expect_identical(grep("^name", output, value = TRUE), "name 5 ")
})
