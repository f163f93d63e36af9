needs_python()

test_that("the usage shows the defaults of Keras", {
  functions <- keras_functions()
  expect_gt(length(functions), 100)
  for (row in functions) {
    expected <- defaults_in_keras(row$module, row$class)
    shown <- formals_in_r(get(row$name))
    # Python's None is the name of the class.
    for (argument in setdiff(intersect(names(shown), names(expected)), "name")) {
      expect_identical(shown[[argument]], expected[[argument]], label = paste(row$name, argument))
    }
  }
})

test_that("names, arguments, their order and defaults are those of keras3", {
  testthat::skip_if_not_installed("keras3")
  names <- vapply(keras_functions(), function(row) row$name, "")
  of_keras3 <- formals_in_keras3(names)
  for (name in names) {
    theirs <- of_keras3[[name]]
    ours <- formals_in_r(name)
    expect_identical(without_dots(ours), without_dots(theirs), label = name)
    expect_true(!"..." %in% names(theirs) || "..." %in% names(ours), label = name)
  }
})

test_that("each function makes an object of its class, with the arguments that it is given", {
  for (row in keras_functions()) {
    object <- made_by(row$name)
    expect_match(class(object)[[1]], sprintf("^keras[.].*[.]%s$", row$class), label = row$name)
  }
  config <- config_of(layer_lstm(units = 4, dropout = 0.25, return_sequences = TRUE, name = "words"))
  expect_identical(config[c("units", "dropout", "return_sequences", "name")], list(
    units = 4L, dropout = 0.25, return_sequences = TRUE, name = "words"
  ))
  config <- config_of(optimizer_adam(0.5, beta_1 = 0.8, clipnorm = 1))
  expect_equal(config[c("learning_rate", "beta_1", "clipnorm")], list(learning_rate = 0.5, beta_1 = 0.8, clipnorm = 1))
  config <- config_of(callback <- layer_dense(units = 2, kernel_regularizer = regularizer_l1_l2(0.5, 0.25)))
  expect_equal(config$kernel_regularizer$config, list(l1 = 0.5, l2 = 0.25))
})

test_that("arguments that are not given have the defaults of the installed Keras", {
  wrapped <- function(rate) config_of(layer_gaussian_noise(stddev = rate, seed = 7))$seed
  expect_identical(wrapped(0.5), 7L)
  through <- function(activation) config_of(layer_dense(units = 1, activation = activation))$activation
  expect_identical(through(), "linear")
  expect_identical(through("relu"), "relu")
})

test_that("whole numbers are integers for all arguments that Keras requires them for", {
  expect_identical(config_of(layer_conv_1d(filters = 2, kernel_size = 3, dilation_rate = 2))$dilation_rate, list(2L))
  expect_identical(config_of(layer_conv_2d(filters = 2, kernel_size = list(3, 2)))$kernel_size, list(3L, 2L))
  padding <- config_of(layer_zero_padding_2d(padding = list(c(1, 0), c(0, 2))))$padding
  expect_identical(padding, list(list(1L, 0L), list(0L, 2L)))
  axes <- config_of(layer_layer_normalization(axis = c(-1, -2)))$axis
  expect_identical(reticulate::iterate(axes), c(-1L, -2L))
  expect_identical(config_of(metric_top_k_categorical_accuracy(k = 3))$k, 3L)
  expect_identical(callback_reduce_lr_on_plateau(patience = 3)$patience, 3L)
  functions <- Filter(function(row) any(whole_in_keras %in% names(formals(row$name))), keras_functions())
  expect_gt(length(functions), 50)
  for (row in functions) {
    for (argument in intersect(names(formals(row$name)), whole_in_keras)) {
      fraction <- stats::setNames(list(2.5), argument)
      error <- expect_error(do.call(made_by, c(row$name, fraction)), class = "prelayer_error")
      expect_identical(conditionMessage(error), sprintf("`%s` must be a whole number, not 2.5.", argument))
    }
  }
})

test_that("a required argument that is not given is named", {
  expect_snapshot(error = TRUE, {
    layer_lstm(8)
    layer_concatenate(list(diag(2), diag(2)), -1)
    layer_dot(diag(2), diag(2))
    metric_mean_iou()
    learning_rate_schedule_exponential_decay(0.1)
  })
})
