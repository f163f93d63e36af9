#' Metrics for model training and evaluation
#'
#' Metrics of Keras for [compile()], for which a name such as "accuracy" suffices where no argument is set. A metric is
#' also a function of true and predicted values, which returns the metric over all values so far.
#'
#' @inheritParams losses
#' @param threshold,thresholds Predictions above it count as positive: a number from 0 to 1, or several for one result
#'   each.
#' @param name,dtype The name in the training history, and the dtype.
#' @param ... More arguments of the metric in Keras, by name.
#' @returns A Keras metric; or, called with `y_true` and `y_pred`, a tensor of values, one for each sample.
#' @family model training
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("accuracy", "AUC", "precision", "recall", "F1 score", "RMSE", "evaluation")
#' @examplesIf has_python()
#' # Called with values
#' precision <- metric_precision()
#' precision(c(0, 1, 1), c(0.9, 0.8, 0.2))
#' recall <- metric_recall()
#' recall(c(0, 1, 1), c(0.9, 0.8, 0.2))
#'
#' # In a model
#' model <- keras_model_sequential() %>%
#'   layer_dense(1, activation = "sigmoid", kernel_initializer = "ones") %>%
#'   compile(
#'     loss = "binary_crossentropy",
#'     metrics = list(metric_binary_accuracy(), metric_auc(name = "auc"))
#'   )
#' model %>% evaluate(rbind(-1, 0.5, 2), c(0, 1, 1), verbose = 0)
#' @name metrics
#' @export
metric_binary_accuracy <- function(y_true, y_pred, threshold = 0.5, ..., name = "binary_accuracy", dtype = NULL) {
  keras_measure("metrics", "BinaryAccuracy")
}

#' @rdname metrics
#' @export
metric_categorical_accuracy <- function(y_true, y_pred, ..., name = "categorical_accuracy", dtype = NULL) {
  keras_measure("metrics", "CategoricalAccuracy")
}

#' @rdname metrics
#' @export
metric_sparse_categorical_accuracy <- function(y_true, y_pred, ..., name = "sparse_categorical_accuracy",
                                               dtype = NULL) {
  keras_measure("metrics", "SparseCategoricalAccuracy")
}

#' @rdname metrics
#' @param k The number of most probable classes among which the true one must be.
#' @export
metric_top_k_categorical_accuracy <- function(y_true, y_pred, k = 5, ..., name = "top_k_categorical_accuracy",
                                              dtype = NULL) {
  keras_measure("metrics", "TopKCategoricalAccuracy")
}

#' @rdname metrics
#' @param from_sorted_ids Whether the predictions are class numbers, the most probable first, instead of probabilities.
#' @export
metric_sparse_top_k_categorical_accuracy <- function(y_true, y_pred, k = 5, ...,
                                                     name = "sparse_top_k_categorical_accuracy", dtype = NULL,
                                                     from_sorted_ids = FALSE) {
  keras_measure("metrics", "SparseTopKCategoricalAccuracy")
}

#' @rdname metrics
#' @param num_thresholds The number of thresholds of the curve.
#' @param curve "ROC", or "PR" for precision and recall.
#' @param summation_method How the area is computed: "interpolation", "minoring" or "majoring".
#' @param multi_label,num_labels,label_weights Whether each column is a label with an area of its own, the number of
#'   labels, and their weights.
#' @export
metric_auc <- function(..., num_thresholds = 200, curve = "ROC", summation_method = "interpolation", name = NULL,
                       dtype = NULL, thresholds = NULL, multi_label = FALSE, num_labels = NULL, label_weights = NULL,
                       from_logits = FALSE) {
  keras_measure("metrics", "AUC")
}

#' @rdname metrics
#' @param top_k Count only the so many most probable classes as positive; `NULL` for thresholds.
#' @param class_id The number of the only class to count, from 0; `NULL` for all.
#' @export
metric_precision <- function(..., thresholds = NULL, top_k = NULL, class_id = NULL, name = NULL, dtype = NULL) {
  keras_measure("metrics", "Precision")
}

#' @rdname metrics
#' @export
metric_recall <- function(..., thresholds = NULL, top_k = NULL, class_id = NULL, name = NULL, dtype = NULL) {
  keras_measure("metrics", "Recall")
}

#' @rdname metrics
#' @param recall,precision The value at which the other one is reported.
#' @export
metric_precision_at_recall <- function(..., recall, num_thresholds = 200, class_id = NULL, name = NULL, dtype = NULL) {
  keras_measure("metrics", "PrecisionAtRecall")
}

#' @rdname metrics
#' @export
metric_recall_at_precision <- function(..., precision, num_thresholds = 200, class_id = NULL, name = NULL,
                                       dtype = NULL) {
  keras_measure("metrics", "RecallAtPrecision")
}

#' @rdname metrics
#' @param average How the scores of the classes are averaged: "micro", "macro" or "weighted"; `NULL` for one score each.
#' @export
metric_f1_score <- function(..., average = NULL, threshold = NULL, name = "f1_score", dtype = NULL) {
  keras_measure("metrics", "F1Score")
}

#' @rdname metrics
#' @export
metric_true_positives <- function(..., thresholds = NULL, name = NULL, dtype = NULL) {
  keras_measure("metrics", "TruePositives")
}

#' @rdname metrics
#' @export
metric_true_negatives <- function(..., thresholds = NULL, name = NULL, dtype = NULL) {
  keras_measure("metrics", "TrueNegatives")
}

#' @rdname metrics
#' @export
metric_false_positives <- function(..., thresholds = NULL, name = NULL, dtype = NULL) {
  keras_measure("metrics", "FalsePositives")
}

#' @rdname metrics
#' @export
metric_false_negatives <- function(..., thresholds = NULL, name = NULL, dtype = NULL) {
  keras_measure("metrics", "FalseNegatives")
}

#' @rdname metrics
#' @param num_classes The number of classes.
#' @param sparse_y_true,sparse_y_pred Whether the values are class numbers instead of one column per class.
#' @export
metric_mean_iou <- function(..., num_classes, name = NULL, dtype = NULL, ignore_class = NULL, sparse_y_true = TRUE,
                            sparse_y_pred = TRUE, axis = -1) {
  keras_measure("metrics", "MeanIoU")
}

#' @rdname metrics
#' @export
metric_binary_crossentropy <- function(y_true, y_pred, from_logits = FALSE, label_smoothing = 0, axis = -1, ...,
                                       name = "binary_crossentropy", dtype = NULL) {
  keras_measure("metrics", "BinaryCrossentropy")
}

#' @rdname metrics
#' @export
metric_categorical_crossentropy <- function(y_true, y_pred, from_logits = FALSE, label_smoothing = 0, axis = -1, ...,
                                            name = "categorical_crossentropy", dtype = NULL) {
  keras_measure("metrics", "CategoricalCrossentropy")
}

#' @rdname metrics
#' @export
metric_sparse_categorical_crossentropy <- function(y_true, y_pred, from_logits = FALSE, ignore_class = NULL, axis = -1,
                                                   ..., name = "sparse_categorical_crossentropy", dtype = NULL) {
  keras_measure("metrics", "SparseCategoricalCrossentropy")
}

#' @rdname metrics
#' @export
metric_mean_squared_error <- function(y_true, y_pred, ..., name = "mean_squared_error", dtype = NULL) {
  keras_measure("metrics", "MeanSquaredError")
}

#' @rdname metrics
#' @export
metric_root_mean_squared_error <- function(..., name = "root_mean_squared_error", dtype = NULL) {
  keras_measure("metrics", "RootMeanSquaredError")
}

#' @rdname metrics
#' @export
metric_mean_absolute_error <- function(y_true, y_pred, ..., name = "mean_absolute_error", dtype = NULL) {
  keras_measure("metrics", "MeanAbsoluteError")
}

#' @rdname metrics
#' @export
metric_mean_absolute_percentage_error <- function(y_true, y_pred, ..., name = "mean_absolute_percentage_error",
                                                  dtype = NULL) {
  keras_measure("metrics", "MeanAbsolutePercentageError")
}

#' @rdname metrics
#' @export
metric_mean_squared_logarithmic_error <- function(y_true, y_pred, ..., name = "mean_squared_logarithmic_error",
                                                  dtype = NULL) {
  keras_measure("metrics", "MeanSquaredLogarithmicError")
}

#' @rdname metrics
#' @export
metric_cosine_similarity <- function(..., name = "cosine_similarity", dtype = NULL, axis = -1) {
  keras_measure("metrics", "CosineSimilarity")
}

#' @rdname metrics
#' @param class_aggregation How the scores of several outputs are combined: "uniform_average",
#'   "variance_weighted_average" or `NULL`.
#' @param num_regressors The number of features for the adjusted score; 0 for the plain one.
#' @export
metric_r2_score <- function(..., class_aggregation = "uniform_average", num_regressors = 0, name = "r2_score",
                            dtype = NULL) {
  keras_measure("metrics", "R2Score")
}

#' @rdname metrics
#' @export
metric_mean <- function(..., name = "mean", dtype = NULL) keras_measure("metrics", "Mean")
