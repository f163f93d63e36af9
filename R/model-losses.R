#' Loss functions for model training
#'
#' Losses of Keras for [compile()], for which a name such as "binary_crossentropy" suffices where no argument is set.
#' Called with values, they return the loss of each sample.
#'
#' Classes are numbered from 0 in `loss_sparse_categorical_crossentropy()`, and one-hot in
#' `loss_categorical_crossentropy()`.
#'
#' @param y_true,y_pred The true and the predicted values: tensors or arrays. If missing, the loss is returned.
#' @param from_logits Whether the predictions are logits, that is, outputs without a sigmoid or softmax activation.
#' @param label_smoothing The share, from 0 to 1, by which the true values are moved towards equal probabilities.
#' @param axis The axis of the classes or features, numbered as in Python: -1 is the last one.
#' @param ... More arguments of the loss in Keras, by name.
#' @param reduction How the losses of a batch are summarized: "sum_over_batch_size" for the mean, "sum" or "none".
#' @param name,dtype The name of the loss, and its dtype.
#' @returns A Keras loss; or a tensor of losses, one for each sample.
#' @family model training
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("loss function", "cross-entropy", "mean squared error", "objective", "MSE", "MAE", "focal loss")
#' @examplesIf has_python()
#' # Called with values
#' loss_mean_squared_error(rbind(c(1, 2), c(3, 4)), rbind(c(1, 4), c(3, 3)))
#' loss_binary_crossentropy(rbind(1, 0), rbind(2, 2), from_logits = TRUE)
#'
#' # In a model
#' loss <- loss_sparse_categorical_crossentropy(from_logits = TRUE)
#' model <- keras_model_sequential() %>%
#'   layer_dense(3, kernel_initializer = "zeros") %>%
#'   compile(loss = loss)
#' model %>% evaluate(diag(2), c(0, 2), verbose = 0) # log(3)
#' @name losses
#' @export
loss_binary_crossentropy <- function(y_true, y_pred, from_logits = FALSE, label_smoothing = 0, axis = -1, ...,
                                     reduction = "sum_over_batch_size", name = "binary_crossentropy", dtype = NULL) {
  keras_measure("losses", "BinaryCrossentropy")
}

#' @rdname losses
#' @export
loss_categorical_crossentropy <- function(y_true, y_pred, from_logits = FALSE, label_smoothing = 0, axis = -1, ...,
                                          reduction = "sum_over_batch_size", name = "categorical_crossentropy",
                                          dtype = NULL) {
  keras_measure("losses", "CategoricalCrossentropy")
}

#' @rdname losses
#' @param ignore_class The number of a class that is ignored; `NULL` for none.
#' @export
loss_sparse_categorical_crossentropy <- function(y_true, y_pred, from_logits = FALSE, ignore_class = NULL, axis = -1,
                                                 ..., reduction = "sum_over_batch_size",
                                                 name = "sparse_categorical_crossentropy", dtype = NULL) {
  keras_measure("losses", "SparseCategoricalCrossentropy")
}

#' @rdname losses
#' @param apply_class_balancing Whether to weight the classes by `alpha`.
#' @param alpha The weight of class 1, and 1 - `alpha` that of class 0; for several classes, the weight of each.
#' @param gamma How much less samples count that are predicted well.
#' @export
loss_binary_focal_crossentropy <- function(y_true, y_pred, apply_class_balancing = FALSE, alpha = 0.25, gamma = 2,
                                           from_logits = FALSE, label_smoothing = 0, axis = -1, ...,
                                           reduction = "sum_over_batch_size", name = "binary_focal_crossentropy",
                                           dtype = NULL) {
  keras_measure("losses", "BinaryFocalCrossentropy")
}

#' @rdname losses
#' @export
loss_categorical_focal_crossentropy <- function(y_true, y_pred, alpha = 0.25, gamma = 2, from_logits = FALSE,
                                                label_smoothing = 0, axis = -1, ..., reduction = "sum_over_batch_size",
                                                name = "categorical_focal_crossentropy", dtype = NULL) {
  keras_measure("losses", "CategoricalFocalCrossentropy")
}

#' @rdname losses
#' @export
loss_kl_divergence <- function(y_true, y_pred, ..., reduction = "sum_over_batch_size", name = "kl_divergence",
                               dtype = NULL) {
  keras_measure("losses", "KLDivergence")
}

#' @rdname losses
#' @export
loss_hinge <- function(y_true, y_pred, ..., reduction = "sum_over_batch_size", name = "hinge", dtype = NULL) {
  keras_measure("losses", "Hinge")
}

#' @rdname losses
#' @export
loss_squared_hinge <- function(y_true, y_pred, ..., reduction = "sum_over_batch_size", name = "squared_hinge",
                               dtype = NULL) {
  keras_measure("losses", "SquaredHinge")
}

#' @rdname losses
#' @export
loss_categorical_hinge <- function(y_true, y_pred, ..., reduction = "sum_over_batch_size", name = "categorical_hinge",
                                   dtype = NULL) {
  keras_measure("losses", "CategoricalHinge")
}

#' @rdname losses
#' @export
loss_mean_squared_error <- function(y_true, y_pred, ..., reduction = "sum_over_batch_size",
                                    name = "mean_squared_error", dtype = NULL) {
  keras_measure("losses", "MeanSquaredError")
}

#' @rdname losses
#' @export
loss_mean_absolute_error <- function(y_true, y_pred, ..., reduction = "sum_over_batch_size",
                                     name = "mean_absolute_error", dtype = NULL) {
  keras_measure("losses", "MeanAbsoluteError")
}

#' @rdname losses
#' @export
loss_mean_absolute_percentage_error <- function(y_true, y_pred, ..., reduction = "sum_over_batch_size",
                                                name = "mean_absolute_percentage_error", dtype = NULL) {
  keras_measure("losses", "MeanAbsolutePercentageError")
}

#' @rdname losses
#' @export
loss_mean_squared_logarithmic_error <- function(y_true, y_pred, ..., reduction = "sum_over_batch_size",
                                                name = "mean_squared_logarithmic_error", dtype = NULL) {
  keras_measure("losses", "MeanSquaredLogarithmicError")
}

#' @rdname losses
#' @param delta The error up to which the loss is quadratic; beyond it is linear.
#' @export
loss_huber <- function(y_true, y_pred, delta = 1, ..., reduction = "sum_over_batch_size", name = "huber_loss",
                       dtype = NULL) {
  keras_measure("losses", "Huber")
}

#' @rdname losses
#' @export
loss_log_cosh <- function(y_true, y_pred, ..., reduction = "sum_over_batch_size", name = "log_cosh", dtype = NULL) {
  keras_measure("losses", "LogCosh")
}

#' @rdname losses
#' @export
loss_poisson <- function(y_true, y_pred, ..., reduction = "sum_over_batch_size", name = "poisson", dtype = NULL) {
  keras_measure("losses", "Poisson")
}

#' @rdname losses
#' @export
loss_cosine_similarity <- function(y_true, y_pred, axis = -1, ..., reduction = "sum_over_batch_size",
                                   name = "cosine_similarity", dtype = NULL) {
  keras_measure("losses", "CosineSimilarity")
}
