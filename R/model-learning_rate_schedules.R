#' Learning rate schedules for optimizers
#'
#' Learning rates that depend on the number of the training step, for the `learning_rate` of [optimizers]. Steps are
#' batches, not epochs.
#'
#' @param initial_learning_rate The learning rate at the first step.
#' @param decay_steps,first_decay_steps The number of steps of the decay, or of its first period.
#' @param decay_rate The factor, or for `learning_rate_schedule_inverse_time_decay()` the rate, of one decay.
#' @param staircase Whether the learning rate changes only after each `decay_steps`.
#' @param name The name of the schedule.
#' @returns A Keras schedule: a function of the step, also in R.
#' @family model training
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("learning rate decay", "warm restarts", "cosine decay", "step decay")
#' @examplesIf has_python()
#' schedule <- learning_rate_schedule_exponential_decay(
#'   0.1,
#'   decay_steps = 100, decay_rate = 0.5
#' )
#' schedule(200)
#'
#' model <- keras_model_sequential() %>%
#'   layer_dense(1) %>%
#'   compile(optimizer = optimizer_sgd(learning_rate = schedule), loss = "mse")
#' @name learning_rate_schedules
#' @export
learning_rate_schedule_exponential_decay <- function(initial_learning_rate, decay_steps, decay_rate, staircase = FALSE,
                                                     name = "ExponentialDecay") {
  keras_option("optimizers.schedules", "ExponentialDecay")
}

#' @rdname learning_rate_schedules
#' @export
learning_rate_schedule_inverse_time_decay <- function(initial_learning_rate, decay_steps, decay_rate,
                                                      staircase = FALSE, name = "InverseTimeDecay") {
  keras_option("optimizers.schedules", "InverseTimeDecay")
}

#' @rdname learning_rate_schedules
#' @param end_learning_rate The learning rate after the decay.
#' @param power The exponent of the polynomial.
#' @param cycle Whether to start again after the decay.
#' @export
learning_rate_schedule_polynomial_decay <- function(initial_learning_rate, decay_steps, end_learning_rate = 1e-04,
                                                    power = 1, cycle = FALSE, name = "PolynomialDecay") {
  keras_option("optimizers.schedules", "PolynomialDecay")
}

#' @rdname learning_rate_schedules
#' @param boundaries The steps after which the learning rate changes.
#' @param values The learning rates: one more than `boundaries`.
#' @export
learning_rate_schedule_piecewise_constant_decay <- function(boundaries, values, name = "PiecewiseConstant") {
  keras_option("optimizers.schedules", "PiecewiseConstantDecay")
}

#' @rdname learning_rate_schedules
#' @param alpha The learning rate after the decay, as a share of the initial one.
#' @param warmup_target,warmup_steps The learning rate after an increase, and the number of steps of the increase;
#'   `NULL` for none.
#' @export
learning_rate_schedule_cosine_decay <- function(initial_learning_rate, decay_steps, alpha = 0, name = "CosineDecay",
                                                warmup_target = NULL, warmup_steps = 0) {
  keras_option("optimizers.schedules", "CosineDecay")
}

#' @rdname learning_rate_schedules
#' @param t_mul,m_mul The factors of the number of steps and of the initial learning rate from one period to the next.
#' @export
learning_rate_schedule_cosine_decay_restarts <- function(initial_learning_rate, first_decay_steps, t_mul = 2,
                                                         m_mul = 1, alpha = 0, name = "SGDRDecay") {
  keras_option("optimizers.schedules", "CosineDecayRestarts")
}
