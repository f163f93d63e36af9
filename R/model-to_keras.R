#' Replace layers by those of Keras
#'
#' Returns a model that needs this package neither to run nor to load: each layer of this package becomes the layer of
#' Keras that computes the same, with its learned state.
#'
#' Lookups and text vectorization are given their vocabulary, normalization mean and variance, discretization its
#' boundaries; min-max and robust scaling become a normalization. Pipelines and preprocessors become models within
#' the model, as do calendar features of dates that are numbers, imputation, and scaling layers that replace missing
#' numbers. Names are kept. All other layers are shared with `model`, and so are their weights. The result is not
#' compiled.
#'
#' Where Keras has no equivalent, the error lists each layer with option and reason. Where it computes other
#' results for some inputs, such as texts beyond ASCII, the same error names the difference, unless `allow_differences`
#' accepts it.
#'
#' Random layers draw other random numbers, and those of Keras are active in a plain call `model(x)`; [predict()]
#' returns the same. For inputs that layers of this package reject, such as indices out of range, Keras's layers may
#' return something. The vectors of Keras's lookups have the same values as whole numbers.
#'
#' @param model A functional or Sequential Keras model.
#' @param allow_differences Whether to accept other results for some inputs; they are in a warning.
#' @returns A Keras model.
#' @family export
#' @seealso `vignette("deploy")` is the guide to deployment.
#' @eval search_words("convert to Keras", "remove dependency", "keras3", "model building")
#' @examplesIf has_python()
#' word <- layer_input(shape = 1, dtype = "string", name = "word")
#' output <- word %>% layer_string_lookup(vocabulary = c("a", "b"))
#' model <- to_keras(keras_model(word, output))
#' model(matrix(c("b", "c")))
#' @export
to_keras <- function(model, allow_differences = FALSE) {
  refuse_layer(model, "to_keras")
  with_python_warnings(prelayer$to_keras(model, allow_differences))
}

#' Replace layers of Keras by those of this package
#'
#' Returns a model in which each preprocessing layer of Keras is the layer of this package with the same name,
#' options and learned state. It returns the same, and can be exported by [export_model()] where Keras's layers
#' cannot.
#'
#' Names are kept. All other layers are shared with `model`, and so are their weights. The result is not compiled.
#' Where a layer computes other results for some inputs, such as texts beyond ASCII, the error lists layer, option
#' and difference, unless `allow_differences` accepts it.
#'
#' @inheritParams to_keras
#' @returns A Keras model.
#' @family export
#' @seealso `vignette("deploy")` is the guide to deployment.
#' @eval search_words("convert from Keras", "keras3", "existing model", "model building")
#' @examplesIf has_python()
#' word <- layer_input(shape = 1, dtype = "string", name = "word")
#' output <- word %>% layer_string_lookup(vocabulary = c("a", "b"))
#' model <- to_keras(keras_model(word, output))
#' ours <- from_keras(model)
#' ours(matrix(c("b", "c")))
#' @export
from_keras <- function(model, allow_differences = FALSE) {
  refuse_layer(model, "from_keras")
  with_python_warnings(prelayer$from_keras(model, allow_differences))
}
