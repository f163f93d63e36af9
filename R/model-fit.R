# The methods are registered in zzz-foreign_methods.R for Keras's Trainer, a parent class of every model. Models of this
# package have it as their first class (see python-object.R). For models of keras3, its own methods for Model have
# precedence and keep working, and so does reticulate's summary() of other Python objects.

#' @importFrom generics compile fit
#' @export compile
#' @export fit
NULL

#' Configure a model for training
#'
#' Sets the loss, the optimizer and the metrics that [fit()] and [evaluate()] use.
#'
#' @param object A Keras model.
#' @param optimizer The optimizer: its name, as in "adam", or a Keras optimizer.
#' @param loss The loss: its name, as in "binary_crossentropy", a Keras loss, or a function of the true and the
#'   predicted values; a list or named list of them for several outputs.
#' @param metrics Metrics to report: names, as in "accuracy", Keras metrics, functions of the true and the predicted
#'   values, or a list of these. A function is reported under its name in the list, or else its own name.
#' @param loss_weights,weighted_metrics,run_eagerly,steps_per_execution,jit_compile
#'   As in Keras's `Model.compile()`.
#' @param ... More arguments of `Model.compile()`, by name.
#' @returns The model, invisibly, so that it can be piped on.
#' @family model training
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("loss function", "optimizer", "metrics", "training configuration")
#' @examplesIf has_python()
#' model <- keras_model_sequential() %>%
#'   layer_dense(1, kernel_initializer = "ones") %>%
#'   compile(optimizer = "sgd", loss = "mse", metrics = "mae")
#' model %>% evaluate(diag(2), c(1, 0), verbose = 0)
#' @name compile
NULL

compile_model <- function(object, optimizer = "rmsprop", loss = NULL, metrics = NULL, loss_weights = NULL,
                          weighted_metrics = NULL, run_eagerly = FALSE, steps_per_execution = 1, jit_compile = "auto",
                          ...) {
  check_losses(loss, "loss")
  check_losses(metrics, "metrics")
  check_losses(weighted_metrics, "weighted_metrics")
  train <- as_callable(object$compile, convert = as_argument)
  train(
    optimizer = optimizer, loss = loss, metrics = named_metrics(metrics, substitute(metrics), object),
    loss_weights = loss_weights,
    weighted_metrics = named_metrics(weighted_metrics, substitute(weighted_metrics), object),
    run_eagerly = run_eagerly, steps_per_execution = as_int(steps_per_execution),
    jit_compile = jit_compile, ...
  )
  invisible(object)
}

#' Train a model
#'
#' Trains a model on arrays, data frames or a dataset, for a number of epochs.
#'
#' @param object A compiled Keras model.
#' @param x The features: a dataset of `list(features, target)`, or arrays, character vectors or
#'   tensors: one, or a (named) list or data frame for a model with several inputs. Names are matched to those of the
#'   inputs; features without an input of their name are ignored, as they are when the model is called as a function.
#' @param y The target, if `x` is not a dataset: numbers; for a model with several outputs a list of them, or a named
#'   list with the names of the outputs.
#' @param batch_size Rows per batch, if `x` is not a dataset, which is batched by [dataset_batch()]; `NULL` for 32.
#' @param epochs The number of passes over the data.
#' @param verbose "auto" or 1 for a progress bar, 2 for one line per epoch, 0 for no output.
#' @param callbacks A callback, such as [callback_early_stopping()], or a list of them.
#' @param validation_split The share of rows, from the end of the arrays, that is held out for validation.
#' @param validation_data Data to evaluate after each epoch: a dataset or `list(x, y)`.
#' @param shuffle Whether the rows of arrays are shuffled before each epoch. Datasets are shuffled by
#'   [dataset_shuffle()].
#' @param class_weight The weight of each class, as in `c("0" = 1, "1" = 5)`: the names are the class indices in `y`,
#'   counted from 0. A class without a weight has the weight 1.
#' @param sample_weight The weight of each row of arrays; for several outputs a list, as for `y`.
#' @param initial_epoch The epoch at which to resume training; the first one is 0.
#' @param steps_per_epoch The number of batches per epoch; `NULL` for all of a dataset.
#' @param validation_steps The number of batches of `validation_data` to use.
#' @param ... More arguments of Keras's `Model.fit()`, by name.
#' @returns The training history, invisibly: a list with the numeric vectors `metrics$loss` and so
#'   on, one number per epoch, and `params`. `as.data.frame(history$metrics)` has one row per epoch.
#' @family model training
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("train a model", "epochs", "validation data", "training")
#' @examplesIf has_python()
#' model <- keras_model_sequential() %>%
#'   layer_dense(1) %>%
#'   compile(optimizer = "sgd", loss = "mse")
#' x <- matrix(rnorm(40), 20)
#' history <- model %>% fit(x, rowSums(x), epochs = 3, verbose = 0)
#' history$metrics$loss
#' @name fit
NULL

fit_model <- function(object, x = NULL, y = NULL, batch_size = NULL, epochs = 1, verbose = "auto", callbacks = NULL,
                      validation_split = 0, validation_data = NULL, shuffle = TRUE, class_weight = NULL,
                      sample_weight = NULL, initial_epoch = 0, steps_per_epoch = NULL, validation_steps = NULL, ...) {
  expression <- rlang::enquo(y)
  refuse_for_dataset(x, batch_size, "fit")
  refuse_no_rows(x, "fit")
  check_targets(object, x, y, expression, "fit")
  begin_with_targets(object, y)
  train <- as_callable(object$fit, convert = as_argument)
  result <- run_on_data(object, x = x, validation_data = validation_data, train(
    x = batches_for(object, x, "fit"), y = target_data(object, y, "fit"),
    batch_size = whole_number(batch_size, minimum = 1),
    epochs = whole_number(epochs, minimum = 1), verbose = as_int(verbose),
    callbacks = as_callbacks(callbacks, "fit"), validation_split = validation_split,
    validation_data = held_out_data(object, validation_data, "fit"),
    shuffle = shuffle && py_kind(x) != "dataset",
    class_weight = class_weights(object, class_weight, y, "fit"),
    sample_weight = weight_data(object, sample_weight, "fit"),
    initial_epoch = whole_number(initial_epoch, minimum = 0),
    steps_per_epoch = whole_number(steps_per_epoch, minimum = 1),
    validation_steps = whole_number(validation_steps, minimum = 1), ...
  ))
  invisible(new_history(result))
}

# Layers are fitted by adapt(), so these methods raise.
#' @export
fit.prelayer.Layer <- function(object, ...) stop_for_layer("fit")

#' @export
compile.prelayer.Layer <- function(object, ...) stop_for_layer("compile")

#' @export
evaluate.prelayer.Layer <- function(object, ...) stop_for_layer("evaluate") # nolint: object_name_linter.

#' @export
predict.prelayer.Layer <- function(object, ...) stop_for_layer("predict")

stop_for_layer <- function(owner) {
  instead <- if (owner == "fit") {
    "Layers that learn do so by adapt(), as in layer %>% adapt(x);"
  } else {
    "A layer is called on data, as in layer(x);"
  }
  remedy <- c(instead, "keras_model_sequential() and keras_model() make models of layers.")
  stop_argument("object", "be a model", "a layer", remedy, owner)
}
