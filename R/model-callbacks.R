#' Callbacks for model training
#'
#' Callbacks are passed to [fit()]: `callback_model_checkpoint()` saves the model during training,
#' `callback_early_stopping()` ends training when a metric stops improving, `callback_tensorboard()`
#' writes logs for TensorBoard.
#'
#' @param filepath The path of the saved file; may contain fields such as `{epoch:02d}` and `{val_loss:.2f}`. It must
#'   end in ".keras", or with `save_weights_only` in ".weights.h5".
#' @param monitor The metric to monitor.
#' @param verbose 1 to print messages, 0 for none.
#' @param save_best_only Whether to save only if the metric improved.
#' @param save_weights_only Whether to save only the weights.
#' @param mode "min" if the metric should decrease, "max" if it should increase, "auto" to infer it from the name.
#' @param save_freq "epoch", or the number of batches after which to save.
#' @param ... More arguments of Keras's callback of the same name, by name.
#' @returns A Keras callback.
#' @family model training
#' @examplesIf has_python()
#' list(
#'   callback_model_checkpoint(tempfile(fileext = ".keras"), save_best_only = TRUE),
#'   callback_early_stopping(patience = 2, restore_best_weights = TRUE),
#'   callback_tensorboard(log_dir = tempfile())
#' )
#' @name callbacks
#' @export
callback_model_checkpoint <- function(filepath, monitor = "val_loss", verbose = 0,
                                      save_best_only = FALSE, save_weights_only = FALSE,
                                      mode = "auto", save_freq = "epoch", ...) {
  keras_callback(
    "ModelCheckpoint",
    filepath = path_of(filepath, "callback_model_checkpoint", "filepath"), monitor = monitor, verbose = as_int(verbose),
    save_best_only = save_best_only, save_weights_only = save_weights_only, mode = mode,
    save_freq = as_int(save_freq), ...
  )
}

#' @rdname callbacks
#' @param min_delta The minimum change of the metric that counts as an improvement.
#' @param patience The number of epochs without improvement after which training stops.
#' @param baseline A value that the metric must surpass.
#' @param restore_best_weights Whether to restore the weights of the best epoch at the end.
#' @param start_from_epoch The number of epochs before monitoring starts.
#' @export
callback_early_stopping <- function(monitor = "val_loss", min_delta = 0, patience = 0, verbose = 0,
                                    mode = "auto", baseline = NULL, restore_best_weights = FALSE,
                                    start_from_epoch = 0, ...) {
  keras_callback(
    "EarlyStopping",
    monitor = monitor, min_delta = min_delta, patience = as_int(patience),
    verbose = as_int(verbose), mode = mode, baseline = baseline,
    restore_best_weights = restore_best_weights, start_from_epoch = as_int(start_from_epoch), ...
  )
}

#' @rdname callbacks
#' @param log_dir The folder of the logs.
#' @param histogram_freq The number of epochs between histograms of the weights; 0 for none.
#' @param write_graph,write_images Whether to write the graph, and the weights as images.
#' @param update_freq "epoch", "batch", or the number of batches between two entries.
#' @export
callback_tensorboard <- function(log_dir = "logs", histogram_freq = 0, write_graph = TRUE,
                                 write_images = FALSE, update_freq = "epoch", ...) {
  keras_callback(
    "TensorBoard",
    log_dir = path_of(log_dir, "callback_tensorboard", "log_dir"), histogram_freq = as_int(histogram_freq),
    write_graph = write_graph, write_images = write_images, update_freq = as_int(update_freq), ...
  )
}

keras_callback <- function(class_name, ...) {
  as_callable(keras$callbacks[[class_name]], convert = as_argument)(...)
}
