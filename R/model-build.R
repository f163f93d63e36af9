#' Create the input of a model
#'
#' `keras_input()` is an alias of `layer_input()`.
#'
#' @param shape The shape of one sample, without the batch dimension: whole numbers, with `NA` for an unknown size, as
#'   in `c(NA, 3)`; or [shape()], as in `shape(NULL, 3)`.
#' @param dtype The dtype, such as "float32", "int64" or "string"; `NULL` for Keras's float type.
#' @param batch_size The fixed size of a batch, if any.
#' @param name The name of the input; with several inputs, data is matched to them by name.
#' @param ... More arguments of Keras's `Input`, by name.
#' @returns A symbolic Keras tensor, which can be piped to layers.
#' @family model building
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("input shape", "placeholder", "model inputs")
#' @examplesIf has_python()
#' image <- layer_input(shape = c(32, 32, 3))
#' dim(image)
#' sequence <- layer_input(shape = NA, dtype = "int64")
#' dim(sequence)
#'
#' text <- layer_input(shape = 1, dtype = "string", name = "text")
#' indices <- text %>% layer_string_lookup(vocabulary = c("one", "two"))
#' model <- keras_model(text, indices)
#' model(cbind(c("two", "three")))
#' @export
layer_input <- function(shape = NULL, dtype = NULL, batch_size = NULL, name = NULL, ...) {
  if (is.numeric(dtype)) {
    sizes <- toString(c(shape, dtype, if (is.numeric(batch_size)) batch_size, if (is.numeric(name)) name))
    stop_argument("shape", sprintf("be one vector, as in layer_input(shape = c(%s))", sizes), owner = "layer_input")
  }
  if (is.null(shape) && ...length() == 0) {
    remedy <- "shape(NULL) is one size that is not known, shape() that of single values."
    stop_argument("shape", "be whole numbers", "NULL", remedy, "layer_input")
  }
  refuse_r_type(dtype)
  keras$Input(
    shape = if (!is.null(shape)) dimensions_of(shape), dtype = dtype,
    batch_size = as_int(batch_size), name = name, ...
  )
}

#' @rdname layer_input
#' @export
keras_input <- layer_input

refuse_r_type <- function(dtype) {
  types <- c(
    character = "string", factor = "string", numeric = "float32", double = "float32", integer = "int64",
    logical = "bool"
  )
  if (!is.character(dtype) || !isTRUE(dtype %in% names(types))) return(invisible())
  remedy <- sprintf("Inputs of R's type %s have the dtype \"%s\".", dtype, types[[dtype]])
  stop_argument("dtype", "be a dtype of TensorFlow", deparse(dtype), remedy, "layer_input")
}

# A shape is always a tuple, also with one dimension.
dimensions_of <- function(shape) if (is_python(shape)) shape else do.call("shape", as.list(shape))

#' Create a functional or sequential model
#'
#' A model is also a function: call it on data or tensors, or pipe the input of a larger model to
#' it.
#'
#' @param inputs,outputs Outputs of [layer_input()], and outputs of layers called on them; a list or
#'   named list if there are several.
#' @param ... For `keras_model()`, more arguments of `keras.Model`, by name. For
#'   `keras_model_sequential()`, the layers; more layers can be added with the pipe.
#' @param input_shape The shape of one input, without the batch dimension, as for [layer_input()]; `NULL` infers it from
#'   the data.
#' @param name The name of the model.
#' @param layers A list of layers, added after those in `...`.
#' @param dtype The dtype of the input, such as "string"; requires `input_shape`.
#' @returns A Keras model.
#' @family model building
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("neural network", "functional API", "sequential model", "create a model")
#' @examplesIf has_python()
#' input <- layer_input(shape = 4)
#' output <- input %>%
#'   layer_dense(8, activation = "relu") %>%
#'   layer_dense(1)
#' model <- keras_model(input, output)
#' model(matrix(1, nrow = 2, ncol = 4))
#'
#' model <- keras_model_sequential() %>%
#'   layer_dense(8) %>%
#'   layer_dense(1)
#' dim(model(matrix(1, nrow = 2, ncol = 4)))
#' @export
keras_model <- function(inputs, outputs, ..., name = NULL) {
  check_placeholders(inputs, "inputs", "be what comes from layer_input()")
  check_placeholders(outputs, "outputs", "be what layers made of `inputs`")
  as_callable(keras$Model(inputs = inputs, outputs = outputs, name = name, ...))
}

#' @rdname keras_model
#' @export
keras_model_sequential <- function(..., input_shape = NULL, name = NULL, layers = NULL, dtype = NULL) {
  if (!is.null(dtype) && is.null(input_shape)) {
    rule <- "be given with `input_shape`, because it is the dtype of the input"
    stop_argument("dtype", rule, owner = "keras_model_sequential")
  }
  input <- if (!is.null(input_shape)) list(layer_input(input_shape, dtype = dtype))
  layers <- if (is.list(layers) && !is_python(layers)) layers else list(layers)
  as_callable(keras$Sequential(layers = c(input, list(...), Filter(Negate(is.null), unname(layers))), name = name))
}

check_placeholders <- function(x, argument, rule) {
  parts <- if (is.list(x) && !is_python(x)) x else list(x)
  for (part in parts) {
    if (is.list(part) && !is_python(part)) {
      check_placeholders(part, argument, rule)
    } else if (!is_python(part) || py_kind(part) %in% c("layer", "sequential", "model", "dataset")) {
      stop_argument(argument, rule, describe_value(part), owner = "keras_model")
    }
  }
}

describe_value <- function(x) if (is.atomic(x) && is_scalar(x)) deparse(x) else describe_class(x)
