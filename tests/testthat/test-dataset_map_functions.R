needs_python()

pairs <- function() tensor_slices_dataset(list(1:3, c("a", "b", "c")))

test_that("random numbers of R are refused in a mapped function", {
  set.seed(1)
  expect_snapshot(error = TRUE, dataset_map(pairs(), function(x, y) list(x, rnorm(1))))
})

test_that("functions of R that look at values say that there are none yet", {
  functions <- list(as.array, as.numeric, as.character, sum, range, toupper, nchar, paste0)
  for (f in functions) {
    expect_error(dataset_map(tensor_slices_dataset(c("a", "b")), function(x) f(x)), class = "prelayer_error")
  }
})

test_that("an R function that wants values is an error that names what to use", {
  texts <- tensor_slices_dataset(list(c("a", "b"), 1:2))
  expect_snapshot(error = TRUE, {
    texts %>% dataset_map(~ list(toupper(.x), .y))
    texts %>% dataset_map(~ list(paste(.x, "!"), .y))
    texts %>% dataset_filter(~ sum(.y) > 1)
  })
})

# Each computes, or is an error that says why it cannot, and what to use.
works <- list(
  abs = abs, sqrt = sqrt, exp = exp, log = log, round = round, floor = floor, ceiling = ceiling, sign = sign, cos = cos,
  tanh = tanh, is.na = is.na, is.finite = is.finite, xor = function(x) xor(x > 1, x > 2), identity = identity,
  head = function(x) head(x, 1), rev = rev, square = function(x) x^2, `%%` = function(x) x %% 2,
  not = function(x) !(x > 1),
  do.call = function(x) do.call(sqrt, list(x))
)

explained <- list(
  sum = sum, max = max, range = range, mean = mean, any = any, cumsum = cumsum, length = length, sort = sort,
  order = order, unique = unique, rep = function(x) rep(x, 3), c = function(x) c(x, 1),
  which = function(x) which(x > 1),
  ifelse = function(x) ifelse(x > 1, 1, 0), `if` = function(x) if (x > 1) x else -x, `for` = function(x) for (i in x) i,
  `&&` = function(x) x > 1 && x < 5, as.numeric = as.numeric, as.character = as.character, as.integer = as.integer,
  matrix = function(x) matrix(x, 1), t = t, cbind = function(x) cbind(x, x),
  var = function(x) var(x), sd = sd,
  median = median, factor = factor, format = format, paste = function(x) paste(x, "!"), toupper = toupper,
  nchar = nchar, substr = function(x) substr(x, 1, 1), gsub = function(x) gsub("a", "b", x),
  grepl = function(x) grepl("a", x), strsplit = function(x) strsplit(x, ""), match = function(x) match(x, 1:3),
  `%in%` = function(x) x %in% 1:3, sapply = function(x) sapply(x, identity), outer = function(x) outer(x, x),
  cut = function(x) cut(x, 0:2), scale = scale, pmin = function(x) pmin(x, 2), diff = diff, assign = function(x) {
    x[1] <- 0
    x
  }, Sys.time = function(x) Sys.time(), rnorm = function(x) rnorm(1), data.frame = function(x) data.frame(x),
  dim = dim, nrow = nrow
)

test_that("functions of R that work on tensors give in a dataset what they give on vectors", {
  rows <- rbind(c(0.5, 4, 9), c(2.25, 1, 2))
  for (name in names(works)) {
    mapped <- dataset_collect(dataset_map(tensor_slices_dataset(rows), works[[name]]))[[1]]
    expect_equal(as.vector(as.array(mapped)), works[[name]](rows[1, ]), tolerance = 1e-6, label = name)
  }
})

test_that("all other functions of R say why they do not work in a dataset", {
  numbers <- tensor_slices_dataset(rbind(c(0.5, 4), c(2, 1)))
  for (name in setdiff(names(explained), defined_with_keras3())) {
    error <- expect_error(dataset_map(numbers, explained[[name]]), class = "prelayer_error", label = name)
    expect_match(conditionMessage(error), "^dataset_map: `map_func` (must|failed)", label = name)
    expect_match(conditionMessage(error), "placeholders|runs once", label = name)
  }
})

test_that("an error names what TensorFlow has for a function of R", {
  texts <- tensor_slices_dataset(c("a", "b"))
  expect_snapshot(error = TRUE, {
    dataset_map(texts, toupper)
    dataset_map(texts, function(x) if (nchar(x) > 1) substr(x, 1, 1) else x)
    dataset_map(texts, ~ c(.x, "b"))
  })
})

test_that("an error names what TensorFlow has for sort()", {
  skip_if_defined_with_keras3("sort")
  expect_snapshot(error = TRUE, dataset_map(tensor_slices_dataset(c("a", "b")), sort))
})
