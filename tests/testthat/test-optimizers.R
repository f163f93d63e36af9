needs_python()

# One weight w of y = w x with the loss (w - 3)^2, whose gradient at w = 1 is -4.
after_one_step <- function(optimizer) {
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1, use_bias = FALSE, kernel_initializer = "ones")
  model %>% compile(optimizer, loss_mean_squared_error())
  fit(model, matrix(1), 3, verbose = 0)
  as.vector(as.array(model$weights[[1]]))
}

test_that("optimizers make the step of their equations", {
  expect_equal(after_one_step(optimizer_sgd(0.1)), 1.4, tolerance = 1e-6)
  expect_equal(after_one_step(optimizer_sgd(0.1, clipvalue = 1)), 1.1, tolerance = 1e-6)
  for (adam in list(optimizer_adam, optimizer_adamax)) expect_equal(after_one_step(adam(0.1)), 1.1, tolerance = 1e-6)
  expect_equal(after_one_step(optimizer_adam_w(0.1, weight_decay = 0.5)), 1 - 0.05 + 0.1, tolerance = 1e-6)
  expect_equal(after_one_step(optimizer_rmsprop(0.1, rho = 0.75)), 1.2, tolerance = 1e-6)
  adagrad <- optimizer_adagrad(0.1, initial_accumulator_value = 9)
  expect_equal(after_one_step(adagrad), 1 + 0.1 * 4 / sqrt(9 + 16), tolerance = 1e-6)
  expect_equal(after_one_step(optimizer_lion(0.1)), 1.1, tolerance = 1e-6)
  for (other in list(optimizer_nadam, optimizer_adadelta)) expect_gt(after_one_step(other(0.1)), 1)
})

test_that("learning rate schedules are functions of the step, and learning rates", {
  rate <- function(schedule, step) as.vector(schedule(step))
  expect_equal(rate(learning_rate_schedule_exponential_decay(0.4, 10, 0.5), 20), 0.1, tolerance = 1e-6)
  steps <- learning_rate_schedule_exponential_decay(0.4, 10, 0.5, staircase = TRUE)
  expect_equal(rate(steps, 19), 0.2, tolerance = 1e-6)
  expect_equal(rate(learning_rate_schedule_inverse_time_decay(0.4, 10, 1), 10), 0.2, tolerance = 1e-6)
  expect_equal(rate(learning_rate_schedule_polynomial_decay(0.4, 10, 0.2), 5), 0.3, tolerance = 1e-6)
  pieces <- learning_rate_schedule_piecewise_constant_decay(c(10, 20), c(1, 0.5, 0.25))
  expect_equal(vapply(c(10, 11, 21), rate, 0, schedule = pieces), c(1, 0.5, 0.25))
  expect_equal(rate(learning_rate_schedule_cosine_decay(0.4, 10), 5), 0.2, tolerance = 1e-6)
  expect_equal(rate(learning_rate_schedule_cosine_decay_restarts(0.4, 10), 10), 0.4, tolerance = 1e-6)
  schedule <- learning_rate_schedule_piecewise_constant_decay(5, c(0.1, 0))
  expect_equal(after_one_step(optimizer_sgd(schedule)), 1.4, tolerance = 1e-6)
})

test_that("callbacks change the learning rate, write logs and call functions", {
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1)
  model %>% compile(optimizer_sgd(0.5), loss_mean_squared_error())
  seen <- list()
  path <- tempfile(fileext = ".csv")
  history <- fit(model, matrix(0), 1, epochs = 3, verbose = 0, callbacks = list(
    callback_learning_rate_scheduler(function(epoch, rate) if (epoch == 0) rate else rate / 2),
    callback_lambda(on_epoch_end = function(epoch, logs) seen[[epoch + 1]] <<- names(logs)),
    callback_csv_logger(path, separator = ";"), callback_terminate_on_nan()
  ))
  expect_equal(history$metrics$learning_rate, c(0.5, 0.25, 0.125))
  expect_length(seen, 3)
  expect_true("loss" %in% seen[[1]])
  expect_equal(utils::read.csv2(path, dec = ".")$loss, history$metrics$loss, tolerance = 1e-6)
  plateau <- callback_reduce_lr_on_plateau(monitor = "loss", factor = 0.1, patience = 1, min_delta = 100)
  model %>% compile(optimizer_sgd(0.5), loss_mean_squared_error())
  history <- fit(model, matrix(0), 1, epochs = 3, verbose = 0, callbacks = plateau)
  expect_equal(history$metrics$learning_rate, c(0.5, 0.5, 0.05), tolerance = 1e-6)
})
