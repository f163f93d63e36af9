needs_python()

test_that("the batches of an epoch come once and in order", {
  for (prefetch in 0:3) {
    ds <- generator_dataset(numbered(4), prefetch = prefetch)
    expect_equal(first_values(dataset_collect(ds)), 1:4)
    expect_equal(first_values(dataset_collect(ds)), 6:9)
  }
})

test_that("lists become elements as everywhere", {
  frame <- data.frame(a = 1:2, b = c("x", "y"))
  ds <- generator_dataset(function() list(frame, list(c(0, 1), factor(c("u", "v"))), 1:2), num_batches = 1)
  batch <- dataset_collect(ds)[[1]]
  expect_named(batch[[1]], c("a", "b"))
  expect_equal(batch[[1]]$a$dtype$name, "int64")
  expect_equal(batch[[2]][[1]]$dtype$name, "float32")
  expect_equal(as.vector(batch[[1]]$b), c("x", "y"))
  expect_equal(as.vector(batch[[2]][[2]]), c("u", "v"))
  expect_equal(schema(ds)$feature_names, c("a", "b"))
  expect_equal(as.vector(dataset_collect(generator_dataset(function() "one", num_batches = 1))[[1]]), "one")
})

test_that("an epoch has as many batches as are asked for", {
  endless <- function() list(matrix(runif(6), 2), c(0, 1))
  ds <- generator_dataset(endless, num_batches = 3)
  expect_length(dataset_collect(ds), 3)
  # NULL may stand between the epochs or not.
  ds <- generator_dataset(numbered(3), num_batches = 3)
  expect_equal(first_values(dataset_collect(ds)), 1:3)
  expect_equal(first_values(dataset_collect(ds)), 5:7)
})

test_that("a reading that stops early leaves the rest", {
  ds <- generator_dataset(numbered(6), prefetch = 3)
  expect_equal(first_values(dataset_collect(ds, iter_max = 2)), 1:2)
  expect_equal(first_values(dataset_collect(ds)), 3:6)
  expect_equal(first_values(dataset_collect(ds)), 8:13)
})

test_that("a look at the first batch does not take it", {
  ds <- generator_dataset(numbered(3))
  expect_equal(first_values(dataset_collect(ds, iter_max = 1)), 1)
  expect_equal(first_values(dataset_collect(ds)), 1:3)
  expect_equal(first_values(dataset_collect(ds)), 5:7)
})

test_that("datasets within datasets let R work", {
  ds <- generator_dataset(numbered(2), num_batches = 2)
  of_two <- tensor_slices_dataset(1:2) %>% dataset_flat_map(function(x) ds)
  expect_length(within_seconds(600, dataset_collect(of_two)), 4)
  in_turn <- tensor_slices_dataset(1:3) %>% dataset_interleave(function(x) ds, cycle_length = 1)
  expect_length(within_seconds(600, dataset_collect(in_turn)), 6)
})

test_that("a batch without anything is an error", {
  for (batch in list(list(), list(1:2, list()))) {
    expect_error(
      generator_dataset(function() batch, num_batches = 1),
      "^generator_dataset: no part of a batch may be list\\(\\)\\.", class = "prelayer_error"
    )
  }
})

test_that("a number that float32 cannot hold is an error", {
  expect_error(
    generator_dataset(function() c(2^53 + 2, 1), num_batches = 1),
    "^generator_dataset: `generator\\(\\)` must hold numbers that float32 can hold", class = "prelayer_error"
  )
})

test_that("an R error in the function is that R error", {
  failing <- function(class) {
    made <- 0
    function() {
      made <<- made + 1
      if (made == 4) stop(errorCondition("no file \u00e9 left", class = class, file = "x.csv"))
      list(matrix(1, 2, 3), c(0, 1))
    }
  }
  error <- expect_error(
    within_seconds(1200, linear_model() %>% fit(generator_dataset(failing("my_error")), verbose = 0)),
    class = "my_error"
  )
  expect_equal(conditionMessage(error), "no file \u00e9 left")
  expect_equal(error$file, "x.csv")
  expect_error(dataset_collect(generator_dataset(failing("other_error"))), class = "other_error")
  expect_error(generator_dataset(function() stop("at once")), "at once")
})

test_that("an error ahead of what is read comes when it is reached", {
  made <- 0
  ds <- generator_dataset(function() {
    made <<- made + 1
    if (made == 3) stop("the third")
    list(made, 1)
  })
  expect_equal(first_values(dataset_collect(ds, iter_max = 2)), 1:2)
  expect_error(dataset_collect(ds), "the third")
})

test_that("functions of reticulate are replaced only while a dataset is read", {
  call_of <- function(module) {
    reticulate::py_get_attr(reticulate::import(module, convert = FALSE), "call_r_function", silent = TRUE)
  }
  read_by <- NULL
  ds <- generator_dataset(num_batches = 1, function() {
    read_by <<- has_member(call_of("rpycall"), "__wrapped__")
    1:2
  })
  dataset_collect(ds)
  expect_true(read_by)
  for (module in c("rpycall", "rpytools.call")) {
    call <- call_of(module)
    expect_false(is_python(call) && has_member(call, "__wrapped__"))
  }
})

test_that("reading by Python's own methods is an error and no hang", {
  ds <- generator_dataset(function() list(matrix(1, 2, 3), c(0, 1)), num_batches = 3, prefetch = 0)
  model <- linear_model()
  error <- expect_error(within_seconds(600, model$fit(ds, verbose = 0L)))
  expect_match(conditionMessage(error), "R cannot make the next batch while Python waits for it|<... omitted ...>")
})

test_that("refuses batches that are not like the first one", {
  made <- 0
  ds <- generator_dataset(function() {
    made <<- made + 1
    list(matrix(1, 2, made), c(0, 1))
  })
  error <- expect_error(dataset_collect(ds, iter_max = 2), class = "prelayer_error")
  expect_equal(conditionMessage(error), paste(
    "generator_dataset: x of batch 2 must be float32 of shape (NA, 1) as in the first batch,",
    "not float32 of shape (2, 2)."
  ))
})

test_that("a signature says what may differ", {
  made <- 0
  spec <- tf$TensorSpec(list(NULL, NULL), "float32")
  ds <- generator_dataset(function() {
    made <<- made + 1
    matrix(1, 2, made)
  }, num_batches = 3, output_signature = spec)
  expect_equal(lapply(dataset_collect(ds), dim), list(c(2, 1), c(2, 2), c(2, 3)))
})

test_that("reports bad arguments in one sentence", {
  good <- function() list(matrix(1, 2, 3), c(0, 1))
  exhausted <- function() {
    batches <- list(good(), NULL, NULL)
    ds <- generator_dataset(function() {
      batch <- batches[[1]]
      batches <<- batches[-1]
      batch
    }, prefetch = 0)
    dataset_collect(ds)
    dataset_collect(ds)
  }
  expect_snapshot(error = TRUE, {
    generator_dataset(1)
    generator_dataset(function() NULL)
    generator_dataset(function() list(c(1, NA), 1:2))
    generator_dataset(good, num_batches = 0)
    generator_dataset(good, prefetch = 0.5)
    dataset_collect(generator_dataset(numbered(2), num_batches = 3))
    exhausted()
  })
})

test_that("TensorFlow does not tune what would hold up the end of an epoch", {
  dataset <- generator_dataset(numbered(2))
  expect_false(dataset$options()$autotune$enabled)
  expect_true(dataset_options(dataset, autotune.enabled = TRUE)$options()$autotune$enabled)
})
