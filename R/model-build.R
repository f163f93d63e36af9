#' The input of a model
#'
#' @param shape The shape of one sample, without the batch: whole numbers, or [shape()] where a
#'   size is not known, as in `shape(NULL, 3)`.
#' @param dtype The dtype, such as "float32", "int64" or "string"; `NULL` for Keras's float type.
#' @param batch_size The size of a batch, where it is fixed.
#' @param name A name; for several inputs also the name of the data that goes in.
#' @param ... More arguments of Keras's `Input`, by name.
#' @returns A Keras tensor, a placeholder for data, to which layers are piped.
#' @family model building
#' @examplesIf has_python()
#' layer_input(shape = c(32, 32, 3))
#' layer_input(shape(NULL), dtype = "int64")
#' layer_input(shape = 1, dtype = "string", name = "text")
#' @export
layer_input <- function(shape = NULL, dtype = NULL, batch_size = NULL, name = NULL, ...) {
  if (is.numeric(dtype)) {
    sizes <- toString(c(shape, dtype, if (is.numeric(batch_size)) batch_size, if (is.numeric(name)) name))
    stop_prelayer(sprintf("layer_input: `shape` must be one vector, as in layer_input(shape = c(%s)).", sizes))
  }
  if (is.null(shape) && ...length() == 0) {
    stop_prelayer(paste(
      "layer_input: `shape` must be whole numbers, but it is NULL.",
      "shape(NULL) is one size that is not known, shape() that of single values."
    ))
  }
  keras$Input(
    shape = if (!is.null(shape)) dimensions_of(shape), dtype = dtype,
    batch_size = as_int(batch_size), name = name, ...
  )
}

# A shape is a tuple, also that of one dimension.
dimensions_of <- function(shape) {
  if (is_python(shape)) shape else as_tuple(as.list(as_int(shape, "shape")))
}

#' A model from inputs and outputs, or from layers in a row
#'
#' A model is a function, too: call it on data or tensors, or pipe the input of a larger model to
#' it.
#'
#' @param inputs,outputs What comes from [layer_input()], and what layers made of it; a list or
#'   named list where there are several.
#' @param ... For `keras_model()`, more arguments of `keras.Model`, by name. For
#'   `keras_model_sequential()`, the layers; more are added by piping the model to them.
#' @param input_shape The sizes of one input, without the batch; `NULL` to see them from the data.
#' @param name The model's name.
#' @returns A Keras model.
#' @family model building
#' @examplesIf has_python()
#' input <- layer_input(shape = 4)
#' output <- input %>% layer_dense(8, activation = "relu") %>% layer_dense(1)
#' model <- keras_model(input, output)
#' model(matrix(1, nrow = 2, ncol = 4))
#'
#' keras_model_sequential() %>% layer_dense(8) %>% layer_dense(1)
#' @export
keras_model <- function(inputs, outputs, ..., name = NULL) {
  check_placeholders(inputs, "inputs", "what comes from layer_input()")
  check_placeholders(outputs, "outputs", "what layers made of `inputs`")
  as_callable(keras$Model(inputs = inputs, outputs = outputs, name = name, ...))
}

#' @rdname keras_model
#' @export
keras_model_sequential <- function(..., input_shape = NULL, name = NULL) {
  layers <- c(if (!is.null(input_shape)) list(layer_input(input_shape)), list(...))
  as_callable(keras$Sequential(layers = layers, name = name))
}

check_placeholders <- function(x, argument, rule) {
  parts <- if (is.list(x) && !is_python(x)) x else list(x)
  for (part in parts) {
    if (is.list(part) && !is_python(part)) {
      check_placeholders(part, argument, rule)
    } else if (!is_python(part) || py_kind(part) %in% c("layer", "sequential", "model", "dataset")) {
      stop_prelayer(sprintf("keras_model: `%s` must be %s, but it is %s.", argument, rule, describe_value(part)))
    }
  }
}

describe_value <- function(x) if (is.atomic(x) && is_scalar(x)) deparse(x) else describe_class(x)
