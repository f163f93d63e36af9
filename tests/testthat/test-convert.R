needs_python()

test_that("an unnamed list is a tuple, a named list a dict", {
  expect_identical(as_text(as_py(list(1L, "a"))), "(1, 'a')")
  expect_identical(as_text(as_py(list(x = 1L, y = list(2L)))), "{'x': 1, 'y': (2,)}")
  expect_identical(as_text(as_py(list())), "()")
})

test_that("a list with some names is an error", {
  expect_snapshot(error = TRUE, as_py(list(x = 1, 2), "data"))
})

test_that("a single value is a scalar, I() makes it a vector", {
  expect_identical(as_text(as_py("a")), "a")
  expect_identical(as_text(as_py(I("a"))), "['a']")
  expect_identical(as_text(as_argument("a")), "a")
  expect_identical(as_text(as_argument(I("a"))), "['a']")
})

test_that("data are arrays, arguments are lists", {
  expect_identical(as_text(as_py(c("a", "b"))$dtype), "object")
  expect_identical(as_text(as_argument(c("a", "b"))), "['a', 'b']")
  expect_identical(as_text(as_argument(matrix(1:4, 2))), "[[1 3]\n [2 4]]")
})

test_that("a factor is its labels", {
  colors <- factor(c("red", "blue"), levels = c("red", "blue"))
  expect_identical(as_text(as_argument(colors)), "['red', 'blue']")
  expect_identical(as.vector(as_tensor(colors)), c("red", "blue"))
  expect_identical(as.vector(as_tensor(data.frame(color = colors))), c("red", "blue"))
})

test_that("a data frame is a dict of columns, also one of a single row", {
  frame <- data.frame(n = 1L, word = "a")
  expect_identical(as_text(as_py(frame)), "{'n': array([1], dtype=int32), 'word': array(['a'], dtype=object)}")
})

test_that("bytes that are no text reach Python as they are", {
  bytes <- "\xff\xfe"
  marked <- bytes
  Encoding(marked) <- "bytes"
  for (given in c(bytes, marked)) {
    layer <- layer_string_lookup(vocabulary = c("a", given), mask_token = "")
    expect_identical(as.vector(layer(c("a", given, "b"))), c(2L, 3L, 1L))
    expect_identical(as.vector(layer(matrix(c("a", given, given, NA), 2))), c(2L, 3L, 3L, 0L))
    expect_identical(as.vector(layer(given)), 3L)
    expect_identical(as.vector(layer_string_lookup(vocabulary = I(given))(given)), 1L)
    learned <- layer_string_lookup()
    learned %>% adapt(c(given, "a", given))
    expect_identical(charToRaw(get_vocabulary(learned)[[2]]), as.raw(c(0xff, 0xfe)))
  }
})

test_that("text reaches Python as UTF-8, whatever its encoding in R", {
  latin <- iconv("caf\u00e9", "UTF-8", "latin1")
  expect_identical(as.vector(as_tensor(c(latin, "\u4e2d"))), c("caf\u00e9", "\u4e2d"))
  expect_identical(as.vector(tf$strings$length(as_tensor(latin))), 5L)
})

test_that("NA is an error that names the argument, the count and the position", {
  expect_snapshot(error = TRUE, {
    as_py(c("a", NA, NA), "inputs")
    as_py(factor(c("a", NA)), "inputs")
    as_py(c(1L, NA), "inputs")
    as_py(c(NA, TRUE), "inputs")
    as_py(data.frame(word = c("a", NA)), "inputs")
    as_py(list(1, c(2, NA)), "inputs")
    as_argument(NA, "scale")
  })
})

test_that("64-bit integers keep all their bits", {
  # bit64 stores them in the bits of doubles: these are 3 and NA.
  threes <- structure(rep(3 * 2^-1074, 2), class = "integer64")
  expect_identical(as_text(as_py(threes)), "[3 3]")
  expect_identical(as_text(as_argument(threes)), "[3, 3]")
  expect_identical(as_tensor(threes)$dtype$name, "int64")
  expect_identical(as.vector(as_tensor(threes)), c(3L, 3L))
  expect_snapshot(error = TRUE, as_py(structure(c(3 * 2^-1074, -0), class = "integer64"), "ids"))
})

test_that("dates and times are no numbers", {
  expect_snapshot(error = TRUE, {
    as_py(as.Date("2024-02-29"), "day")
    as_argument(as.POSIXct("2024-02-29", tz = "UTC"), "time")
    as_py(as.POSIXlt("2024-02-29", tz = "UTC"), "time")
    as_py(data.frame(day = as.Date("2024-02-29")), "data")
  })
})

test_that("NaN is a number", {
  expect_identical(as.vector(as_tensor(c(1, NaN))), c(1, NaN))
})

test_that("a whole number is an integer", {
  expect_identical(as_int(10), 10L)
  expect_identical(as_int(c(2, 3)), 2:3)
  expect_identical(as_int(4L), 4L)
  expect_null(as_int(NULL))
  expect_identical(as_text(as_int(1e10)), "10000000000")
  expect_identical(as_text(as_argument(whole(I(10)))), "[10]")
  expect_identical(as_text(as_argument(whole(I(1e10)))), "[10000000000]")
})

test_that("a fraction where an integer is asked for is an error", {
  units <- 1.5
  expect_snapshot(error = TRUE, {
    as_int(units)
    as_int(c(1, NA), "kernel_size")
    as_int(Inf, "steps")
  })
})

test_that("a level that is NA is missing, as any NA", {
  x <- addNA(factor(c("a", NA)))
  sentence <- "`x` must not hold NA, but 1 of its 2 values is NA, the first at position 2. Replace or drop them first."
  expect_error(as_py(x), sentence, fixed = TRUE, class = "prelayer_error")
  expect_error(tensor_slices_dataset(x), "`tensors` must not hold NA", fixed = TRUE, class = "prelayer_error")
  marked <- dataset_collect(tensor_slices_dataset(x, na = "token"))
  expect_identical(vapply(marked, as.vector, ""), c("a", "[NA]"))
  expect_identical(as.vector(layer_string_lookup(vocabulary = I("a"), mask_token = "")(x)), c(2L, 0L))
  target <- list(size = 1:2, kind = x)
  expect_error(
    dataset_from_frame(target, target = "kind"), "the column 'kind' misses 1 of 2 values",
    fixed = TRUE, class = "prelayer_error"
  )
  known <- list(size = 1L, kind = x[1])
  expect_identical(class_names(dataset_from_frame(known, target = "kind")), "a")
})

test_that("64-bit integers reach to both ends", {
  # As doubles these bits are NaN.
  ends <- structure(
    readBin(as.raw(c(rep(255, 7), 127, 1, rep(0, 6), 128, rep(255, 8))), "double", 3), class = "integer64"
  )
  shown <- c("9223372036854775807", "-9223372036854775807", "-1")
  expect_identical(as.vector(tf$strings$as_string(as_tensor(ends))), shown)
  rows <- dataset_collect(tensor_slices_dataset(ends))
  expect_identical(vapply(rows, function(row) as.vector(tf$strings$as_string(row)), ""), shown)
})

test_that("a name that is NA is no name", {
  x <- data.frame(a = 1:2, b = 3:4)
  names(x)[[1]] <- NA
  sentence <- "must have a name for every element or for none, but 1 of 2 have none."
  expect_error(tensor_slices_dataset(x), sentence, fixed = TRUE, class = "prelayer_error")
  expect_error(dataset_from_frame(x, target = "b"), sentence, fixed = TRUE, class = "prelayer_error")
})

test_that("what is no data is an error in R's words", {
  refused <- list(`NULL` = NULL, "a function" = mean, "a name" = quote(a), "an environment" = new.env(), "a formula" = ~a)
  for (words in names(refused)) {
    sentence <- sprintf("`x` must be a vector, an array or a list of them, not %s.", words)
    expect_error(as_tensor(refused[[words]]), sentence, fixed = TRUE, class = "prelayer_error")
  }
  expect_error(as_tensor(list(1, NULL)), "not NULL.", fixed = TRUE, class = "prelayer_error")
  expect_error(layer_rescaling(scale = 2)(new.env()), "not an environment.", fixed = TRUE, class = "prelayer_error")
  expect_error(as_tensor(as.POSIXlt("1960-01-01")), "not POSIXct.", fixed = TRUE, class = "prelayer_error")
  expect_error(
    tensor_slices_dataset(data.frame()), "tensor_slices_dataset: `tensors` must have columns, but it has none.",
    fixed = TRUE, class = "prelayer_error"
  )
})
