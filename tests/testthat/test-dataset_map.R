needs_python()

pairs <- function() tensor_slices_dataset(list(1:3, c("a", "b", "c")))

test_that("a mapped function gets one argument for each entry of a tuple", {
  mapped <- pairs() %>% dataset_map(function(x, y) list(tf$square(x), tf$strings$upper(y)))
  expect_identical(collected(mapped), list(list(1L, "A"), list(4L, "B"), list(9L, "C")))
})

test_that("a dict or a single tensor is one argument", {
  single <- tensor_slices_dataset(1:2) %>% dataset_map(function(x) tf$square(x))
  expect_identical(collected(single), list(1L, 4L))
  dict <- tensor_slices_dataset(list(a = 1:2, b = 3:4)) %>%
    dataset_map(function(columns) tf$add(columns$a, columns$b))
  expect_identical(collected(dict), list(4L, 6L))
})

test_that("a formula names the entries .x and .y", {
  mapped <- pairs() %>% dataset_map(~ list(.y, tf$square(.x)))
  expect_identical(collected(mapped)[[2]], list("b", 4L))
  third <- tensor_slices_dataset(list(1:2, 3:4, 5:6)) %>% dataset_map(~ ..3)
  expect_identical(collected(third), list(5L, 6L))
})

test_that("an unnamed list is a tuple and a named list a dict at any depth", {
  shapes <- list(
    function(x, y) x,
    function(x, y) list(x),
    function(x, y) list(x, y),
    function(x, y) list(x, y, x),
    function(x, y) list(list(x, y), x),
    function(x, y) list(list(x), list(y)),
    function(x, y) list(a = x),
    function(x, y) list(a = x, b = y),
    function(x, y) list(list(a = x, b = y), x),
    function(x, y) list(a = list(x, y), b = y),
    function(x, y) list(a = list(p = x, q = list(y, x)), b = y),
    function(x, y) list(list(a = list(x)), list(list(y)))
  )
  for (shape in shapes) {
    expected <- lapply(1:3, function(i) shape(i, letters[[i]]))
    expect_identical(collected(dataset_map(pairs(), shape)), expected)
    batched <- pairs() %>% dataset_map(shape) %>% dataset_batch(3)
    expect_identical(collected(batched), list(shape(1:3, letters[1:3])))
  }
  spec <- dataset_map(pairs(), function(x, y) list(x, list(a = y)))$element_spec
  expect_length(spec, 2)
  expect_named(spec[[2]], "a")
})

test_that("Python gets tuples where R has unnamed lists", {
  mapped <- dataset_map(pairs(), function(x, y) list(x, list(y, x)))
  spec <- reticulate::py_get_attr(mapped, "element_spec")
  expect_s3_class(spec, "python.builtin.tuple")
  expect_s3_class(reticulate::py_get_item(spec, 1L), "python.builtin.tuple")
})

test_that("lists within an element are lists of R", {
  nested <- tensor_slices_dataset(list(list(1:2, c("a", "b")), list(p = list(3:4, 5:6))))
  mapped <- dataset_map(nested, function(pair, dict) {
    list(pair[[1]], pair[[2]], dict$p[[2]], length(pair) * dict$p[[1]])
  })
  expect_identical(collected(mapped), list(list(1L, "a", 5L, 6L), list(2L, "b", 6L, 8L)))
})

test_that("numbers beside a tensor become constants", {
  mapped <- pairs() %>% dataset_map(~ list(.x, c(0.5, 1.5)))
  expect_identical(collected(mapped)[[3]], list(3L, c(0.5, 1.5)))
})

test_that("a layer transforms the first entry and leaves the others", {
  doubled <- layer_rescaling(scale = 2)
  mapped <- tensor_slices_dataset(list(c(1, 2), c("a", "b"))) %>% dataset_map(doubled)
  expect_identical(collected(mapped), list(list(2, "a"), list(4, "b")))
  alone <- tensor_slices_dataset(c(1, 2)) %>% dataset_map(doubled)
  expect_identical(collected(alone), list(2, 4))
})

test_that("a layer works inside a mapped function", {
  lookup <- layer_string_lookup(vocabulary = c("b", "c"))
  mapped <- pairs() %>%
    dataset_map(function(x, y) list(lookup(y), x), num_parallel_calls = tf$data$AUTOTUNE)
  expect_identical(collected(mapped), list(list(0L, 1L), list(1L, 2L), list(2L, 3L)))
})

test_that("a layer is made inside a mapped function", {
  mapped <- pairs() %>%
    dataset_map(function(x, y) {
      number <- tf$cast(tf$reshape(x, c(1L, 1L)), "float32")
      list(
        layer_normalization(mean = 1, variance = 4, axis = NULL)(number),
        layer_discretization(bin_boundaries = c(1.5, 2.5))(number)
      )
    })
  expect_identical(collected(mapped), list(list(0, 0L), list(0.5, 1L), list(1, 2L)))
})

test_that("a Python function is mapped as it is", {
  mapped <- tensor_slices_dataset(c("a", "b")) %>% dataset_map(tf$strings$upper)
  expect_identical(collected(mapped), list("A", "B"))
})

test_that("R is called once however many calls run in parallel", {
  calls <- 0
  mapped <- tensor_slices_dataset(1:1000) %>%
    dataset_map(function(x) {
      calls <<- calls + 1
      tf$square(x)
    }, num_parallel_calls = 4) %>%
    dataset_batch(100) %>%
    dataset_repeat(2)
  expect_identical(unlist(collected(mapped)), rep(as.integer((1:1000)^2), 2))
  expect_equal(calls, 1)
})

test_that("a filter keeps the elements that meet its condition", {
  kept <- pairs() %>% dataset_filter(function(x, y) tf$greater(x, 1L))
  expect_identical(collected(kept), list(list(2L, "b"), list(3L, "c")))
  kept <- pairs() %>% dataset_filter(~ tf$equal(.y, "a"))
  expect_identical(collected(kept), list(list(1L, "a")))
})

test_that("elements are taken while they meet a condition", {
  taken <- dataset_take_while(tensor_slices_dataset(c(1L, 2L, 5L, 1L)), ~ .x < 5L)
  expect_identical(collected(taken), list(1L, 2L))
  expect_identical(collected(dataset_take_while(pairs(), function(x, y) y != "c")), collected(pairs())[1:2])
})

test_that("a wrong number of arguments is an error that shows an element", {
  expect_snapshot(error = TRUE, {
    dataset_map(pairs(), function(x) x)
    dataset_map(pairs(), function(x, y, z) x)
    dataset_map(tensor_slices_dataset(list(a = diag(2), b = 1:2)), function(a, b) a)
    dataset_map(tensor_slices_dataset(1:2), ~ list(.x, .y))
    dataset_filter(dataset_batch(pairs(), 2), function(x) x)
  })
})

test_that("arguments with defaults and dots take what is there", {
  expect_identical(collected(dataset_map(pairs(), function(x, y, by = 2L) tf$multiply(x, by)))[[3]], 6L)
  expect_identical(collected(dataset_map(pairs(), function(...) ..1))[[3]], 3L)
  expect_identical(collected(dataset_map(pairs(), function(x, ...) x))[[3]], 3L)
})

test_that("a function that returns no tensor is an error that says why", {
  expect_snapshot(error = TRUE, {
    dataset_map(pairs(), function(x, y) 1)
    dataset_map(pairs(), function(x, y) NULL)
    dataset_map(pairs(), function(x, y) list(x, list(x = x)$lable))
    dataset_map(tensor_slices_dataset(list(a = 1:2)), ~ list(x = .x$a, label = .x$lable))
    dataset_map(pairs(), ~ list("a", TRUE))
  })
})

test_that("an R error in a mapped function is told as it is", {
  expect_snapshot(error = TRUE, {
    dataset_map(pairs(), function(x, y) stop("no such thing"))
    dataset_map(pairs(), function(x, y) list(x, no_such_name))
    dataset_map(pairs(), function(x, y) list(x, NA))
  })
  expect_error(dataset_map(pairs(), ~ if (.x > 1) .x else -.x), "placeholders without values", class = "prelayer_error")
  expect_error(dataset_map(pairs(), ~ tf$matmul(.x, .x)), "graph was built: Shape must be rank 2")
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    dataset_map(1:3, function(x) x)
    dataset_map(pairs(), "square")
    dataset_map(pairs(), ~ .x, num_parallel_calls = 1.5)
    dataset_filter(NULL, function(x) x)
    dataset_filter(pairs(), function(x, y) x)
    dataset_filter(pairs(), ~TRUE)
    dataset_take_while(dataset_batch(pairs(), 2), function(x, y) x > 1L)
    dataset_take_while(pairs(), ~ list(.x > 1L))
    dataset_map(tensor_slices_dataset(list(list(price = 1:2), 3:4)), ~ list(.x$pirce, .y))
    dataset_map(tensor_slices_dataset(list(list(price = 1:2), 3:4)), layer_rescaling(scale = 2))
  })
})

test_that("names of features are not cut short", {
  rows <- tensor_slices_dataset(list(list(fare = c(1, 2), age = c(3, 4)), 1:2))
  expect_error(
    dataset_map(rows, ~ list(.x$fa, .y)),
    'there is no feature "fa"; is "fare" meant\\? The features are fare, age\\.'
  )
  sums <- dataset_map(rows, function(x, y) {
    x$sum <- x$fare + x$age
    if (is.null(x$other)) list(x, y)
  })
  expect_equal(lapply(dataset_collect(sums)[[2]][[1]], as.vector), list(fare = 2, age = 4, sum = 6))
  unpacked <- dataset_map(rows, function(x, y) {
    c(fare, age) %<-% x
    fare - age
  })
  expect_equal(as.vector(dataset_collect(unpacked)[[1]]), -2)
})
