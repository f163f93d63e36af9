#' Optimizers for model training
#'
#' Optimizers of Keras for [compile()], for which a name such as "adam" suffices where no argument is set.
#'
#' An argument that is not given has the default of the installed Keras, which the usage shows.
#'
#' @param learning_rate The step size: a number or one of [learning_rate_schedules].
#' @param beta_1,beta_2,rho How slowly the moving means of gradients and of squared gradients follow, from 0 to 1.
#' @param epsilon A small number that is added to the denominator.
#' @param amsgrad Whether to use the largest mean of squared gradients so far.
#' @param weight_decay The share of the weights that is subtracted at each step; `NULL` for none.
#' @param clipnorm,global_clipnorm The largest norm of the gradient of each weight, and of all gradients together;
#'   `NULL` for no limit.
#' @param clipvalue The largest absolute value in a gradient; `NULL` for no limit.
#' @param use_ema Whether to keep moving means of the weights.
#' @param ema_momentum How slowly these means follow, from 0 to 1.
#' @param ema_overwrite_frequency The number of steps after which the means replace the weights; `NULL` for the end.
#' @param name The name of the optimizer.
#' @param ... More arguments of the optimizer in Keras, by name.
#' @param loss_scale_factor The factor of the loss, for float16; `NULL` for none.
#' @param gradient_accumulation_steps The number of batches whose gradients are averaged for one step; `NULL` for one.
#' @returns A Keras optimizer.
#' @family model training
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("Adam", "SGD", "gradient descent", "learning rate", "RMSprop")
#' @examplesIf has_python()
#' model <- keras_model_sequential() %>%
#'   layer_dense(1, kernel_initializer = "zeros") %>%
#'   compile(
#'     optimizer = optimizer_adam(learning_rate = 0.1),
#'     loss = loss_mean_squared_error()
#'   )
#' history <- model %>% fit(diag(4), 1:4, epochs = 3, verbose = 0)
#' history$metrics$loss
#' @name optimizers
#' @export
optimizer_adam <- function(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-07, amsgrad = FALSE,
                           weight_decay = NULL, clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL,
                           use_ema = FALSE, ema_momentum = 0.99, ema_overwrite_frequency = NULL, name = "adam", ...,
                           loss_scale_factor = NULL, gradient_accumulation_steps = NULL) {
  keras_option("optimizers", "Adam")
}

#' @rdname optimizers
#' @export
optimizer_adam_w <- function(learning_rate = 0.001, weight_decay = 0.004, beta_1 = 0.9, beta_2 = 0.999,
                             epsilon = 1e-07, amsgrad = FALSE, clipnorm = NULL, clipvalue = NULL,
                             global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99,
                             ema_overwrite_frequency = NULL, name = "adamw", ..., loss_scale_factor = NULL,
                             gradient_accumulation_steps = NULL) {
  keras_option("optimizers", "AdamW")
}

#' @rdname optimizers
#' @export
optimizer_adamax <- function(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-07, weight_decay = NULL,
                             clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE,
                             ema_momentum = 0.99, ema_overwrite_frequency = NULL, name = "adamax", ...,
                             loss_scale_factor = NULL, gradient_accumulation_steps = NULL) {
  keras_option("optimizers", "Adamax")
}

#' @rdname optimizers
#' @export
optimizer_nadam <- function(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-07, weight_decay = NULL,
                            clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE,
                            ema_momentum = 0.99, ema_overwrite_frequency = NULL, name = "nadam", ...,
                            loss_scale_factor = NULL, gradient_accumulation_steps = NULL) {
  keras_option("optimizers", "Nadam")
}

#' @rdname optimizers
#' @param momentum How much of the last step is repeated, from 0 to 1.
#' @param nesterov Whether to look ahead by the momentum (Nesterov).
#' @export
optimizer_sgd <- function(learning_rate = 0.01, momentum = 0, nesterov = FALSE, weight_decay = NULL, clipnorm = NULL,
                          clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99,
                          ema_overwrite_frequency = NULL, name = "SGD", ..., loss_scale_factor = NULL,
                          gradient_accumulation_steps = NULL) {
  keras_option("optimizers", "SGD")
}

#' @rdname optimizers
#' @param centered Whether to divide by the estimated variance of the gradients.
#' @export
optimizer_rmsprop <- function(learning_rate = 0.001, rho = 0.9, momentum = 0, epsilon = 1e-07, centered = FALSE,
                              weight_decay = NULL, clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL,
                              use_ema = FALSE, ema_momentum = 0.99, ema_overwrite_frequency = NULL, name = "rmsprop",
                              ..., loss_scale_factor = NULL, gradient_accumulation_steps = NULL) {
  keras_option("optimizers", "RMSprop")
}

#' @rdname optimizers
#' @param initial_accumulator_value The initial sum of squared gradients.
#' @export
optimizer_adagrad <- function(learning_rate = 0.001, initial_accumulator_value = 0.1, epsilon = 1e-07,
                              weight_decay = NULL, clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL,
                              use_ema = FALSE, ema_momentum = 0.99, ema_overwrite_frequency = NULL, name = "adagrad",
                              ..., loss_scale_factor = NULL, gradient_accumulation_steps = NULL) {
  keras_option("optimizers", "Adagrad")
}

#' @rdname optimizers
#' @export
optimizer_adadelta <- function(learning_rate = 0.001, rho = 0.95, epsilon = 1e-07, weight_decay = NULL,
                               clipnorm = NULL, clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE,
                               ema_momentum = 0.99, ema_overwrite_frequency = NULL, name = "adadelta", ...,
                               loss_scale_factor = NULL, gradient_accumulation_steps = NULL) {
  keras_option("optimizers", "Adadelta")
}

#' @rdname optimizers
#' @export
optimizer_lion <- function(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.99, weight_decay = NULL, clipnorm = NULL,
                           clipvalue = NULL, global_clipnorm = NULL, use_ema = FALSE, ema_momentum = 0.99,
                           ema_overwrite_frequency = NULL, name = "lion", ..., loss_scale_factor = NULL,
                           gradient_accumulation_steps = NULL) {
  keras_option("optimizers", "Lion")
}
