#' Attach a preprocessor to a trained model
#'
#' The returned end-to-end model takes the raw columns by name, so that it can be saved, exported or evaluated without
#' separate preprocessing. `predict()`, `evaluate()` and `fit()` read data frames as the preprocessor does, with `NA`,
#' factors and dates, and ignore other columns. In datasets and in the exported model, inputs are batches of single
#' values, `c(NA, 1)`; missing values are `NaN` in numbers and `""` in text, as `dataset_from_frame(na = "mask")` makes
#' them, and dates and times are microseconds since 1970.
#'
#' @param prep An adapted [preprocessor()], or the part for the model of [preprocessor_split()].
#' @param model A Keras model that takes the output of the preprocessor.
#' @param dataset For the part of the model only: the dataset that [dataset_preprocess()] made by the other part, for
#'   its names, shapes and types. The returned model is trained on it, and shares its layers with `model`.
#' @returns A Keras model.
#' @family preprocessors
#' @seealso `vignette("tabular")` is the guide to preprocessors.
#' @eval search_words("end-to-end model", "raw columns", "serve a model", "deploy", "predict new data", "data frame")
#' @examplesIf has_python()
#' data <- data.frame(size = c(1, 3, 4), color = c("red", "blue", "red"))
#' prep <- preprocessor(list(
#'   size = layer_normalization(),
#'   color = layer_string_lookup(output_mode = "one_hot")
#' ))
#' prep %>% adapt(data)
#' head <- keras_model_sequential() %>% layer_dense(1)
#' model <- prep %>% attach_to(head)
#' predict(model, data, verbose = 0)
#'
#' # The exported model takes the raw columns.
#' path <- tempfile("model")
#' model %>% export_model(path)
#' served <- tf$saved_model$load(path)
#' served$serve(color = cbind("red"), size = as_tensor(cbind(4), "float32"))
#' @export
attach_to <- function(prep, model, dataset = NULL) {
  layer <- if (is_python(prep)) prep else layer_of(prep, "attach_to", fitted = TRUE)
  check_model(model, "attach_to")
  if (is.null(dataset)) return(as_callable(owned_by("attach_to", layer$attach(model))))
  check_dataset(dataset, "attach_to")
  as_callable(owned_by("attach_to", layer$attach(model, dataset)))
}
