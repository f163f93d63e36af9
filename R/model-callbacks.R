#' Callbacks for model training
#'
#' Callbacks are passed to [fit()]: `callback_model_checkpoint()` saves the model during training,
#' `callback_early_stopping()` ends training when a metric stops improving, and `callback_terminate_on_nan()` when the
#' loss is `NaN`; `callback_reduce_lr_on_plateau()` and `callback_learning_rate_scheduler()` change the learning rate;
#' `callback_tensorboard()` writes logs for TensorBoard, `callback_csv_logger()` a CSV file; `callback_lambda()` calls
#' functions.
#'
#' @param filepath The path of the saved file; may contain fields such as `{epoch:02d}` and `{val_loss:.2f}`. It must
#'   end in ".keras", or with `save_weights_only` in ".weights.h5".
#' @param monitor The metric to monitor.
#' @param verbose 1 to print messages, 0 for none.
#' @param save_best_only Whether to save only if the metric improved.
#' @param save_weights_only Whether to save only the weights.
#' @param mode "min" if the metric should decrease, "max" if it should increase, "auto" to infer it from the name.
#' @param save_freq "epoch", or the number of batches after which to save.
#' @param initial_value_threshold The value that the metric must surpass before the model is saved.
#' @param ... More arguments of the callback in Keras, by name.
#' @returns A Keras callback.
#' @family model training
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("early stopping", "checkpoint", "TensorBoard", "learning rate", "reduce on plateau", "csv log")
#' @examplesIf has_python()
#' log <- tempfile(fileext = ".csv")
#' model <- keras_model_sequential() %>%
#'   layer_dense(1, kernel_initializer = "zeros") %>%
#'   compile(optimizer = "sgd", loss = "mse")
#' history <- model %>% fit(
#'   diag(4), c(0, 1, 0, 1),
#'   epochs = 50, verbose = 0,
#'   callbacks = list(
#'     callback_early_stopping("loss", min_delta = 0.014, patience = 1),
#'     callback_csv_logger(log)
#'   )
#' )
#' read.csv(log) # stopped early
#' @name callbacks
#' @export
callback_model_checkpoint <- function(filepath, monitor = "val_loss", verbose = 0, save_best_only = FALSE,
                                      save_weights_only = FALSE, mode = "auto", save_freq = "epoch",
                                      initial_value_threshold = NULL, ...) {
  filepath <- path_of(filepath, "callback_model_checkpoint", "filepath")
  keras_option("callbacks", "ModelCheckpoint")
}

#' @rdname callbacks
#' @param min_delta The minimum change of the metric that counts as an improvement.
#' @param patience The number of epochs without improvement after which training stops, or the learning rate changes.
#' @param baseline A value that the metric must surpass.
#' @param restore_best_weights Whether to restore the weights of the best epoch at the end.
#' @param start_from_epoch The number of epochs before monitoring starts.
#' @export
callback_early_stopping <- function(monitor = "val_loss", min_delta = 0, patience = 0, verbose = 0, mode = "auto",
                                    baseline = NULL, restore_best_weights = FALSE, start_from_epoch = 0, ...) {
  keras_option("callbacks", "EarlyStopping")
}

#' @rdname callbacks
#' @param factor The factor of the learning rate.
#' @param cooldown The number of epochs after a change before monitoring continues.
#' @param min_lr The lowest learning rate.
#' @export
callback_reduce_lr_on_plateau <- function(monitor = "val_loss", factor = 0.1, patience = 10, verbose = 0,
                                          mode = "auto", min_delta = 1e-04, cooldown = 0, min_lr = 0, ...) {
  keras_option("callbacks", "ReduceLROnPlateau")
}

#' @rdname callbacks
#' @param schedule A function of the epoch, counted from 0, and of the learning rate, which returns the new one.
#' @export
callback_learning_rate_scheduler <- function(schedule, verbose = 0) keras_option("callbacks", "LearningRateScheduler")

#' @rdname callbacks
#' @export
callback_terminate_on_nan <- function() keras_option("callbacks", "TerminateOnNaN")

#' @rdname callbacks
#' @param filename The path of the CSV file.
#' @param separator The character between two fields.
#' @param append Whether to add rows to an existing file.
#' @export
callback_csv_logger <- function(filename, separator = ",", append = FALSE) {
  filename <- path_of(filename, "callback_csv_logger", "filename")
  keras_option("callbacks", "CSVLogger")
}

#' @rdname callbacks
#' @param on_epoch_begin,on_epoch_end Functions of the number of the epoch, counted from 0, and a list of metrics.
#' @param on_train_begin,on_train_end Functions of a list of metrics.
#' @param on_train_batch_begin,on_train_batch_end Functions of the number of the batch and a list of metrics.
#' @export
callback_lambda <- function(on_epoch_begin = NULL, on_epoch_end = NULL, on_train_begin = NULL, on_train_end = NULL,
                            on_train_batch_begin = NULL, on_train_batch_end = NULL, ...) {
  keras_option("callbacks", "LambdaCallback")
}

#' @rdname callbacks
#' @param log_dir The folder of the logs.
#' @param histogram_freq,embeddings_freq The number of epochs between histograms of the weights, and between copies of
#'   the embeddings; 0 for none.
#' @param write_graph,write_images,write_steps_per_second Whether to write the graph, the weights as images, and the
#'   speed.
#' @param update_freq "epoch", "batch", or the number of batches between two entries.
#' @param profile_batch The number of the batch to profile, or the first and last one; 0 for none.
#' @param embeddings_metadata The labels of embeddings: the path of a file, or a named list of paths by layer.
#' @export
callback_tensorboard <- function(log_dir = "logs", histogram_freq = 0, write_graph = TRUE, write_images = FALSE,
                                 write_steps_per_second = FALSE, update_freq = "epoch", profile_batch = 0,
                                 embeddings_freq = 0, embeddings_metadata = NULL, ...) {
  log_dir <- path_of(log_dir, "callback_tensorboard", "log_dir")
  keras_option("callbacks", "TensorBoard")
}
