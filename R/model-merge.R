#' Merge several inputs of a model
#'
#' Layers that make one tensor of several: `layer_concatenate()` puts them one after the other along an axis,
#' `layer_dot()` multiplies them as vectors or matrices, and the others work element by element.
#'
#' Axes are numbered as in Python, whereas keras3 counts them from 1: -1 is the last one in both.
#'
#' @param inputs A list of Keras tensors, tensors or arrays, whose names are ignored; or the first of them. If missing,
#'   the layer itself is returned, which is called on such a list.
#' @param ... Further inputs; and arguments of every layer, such as `name` and `dtype`, by name.
#' @param axis The axis along which the inputs are joined, in which they may have different sizes.
#' @returns The output of the layer, or the layer.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("join inputs", "combine layers", "add", "multiply", "concatenate")
#' @examplesIf has_python()
#' layer_concatenate(cbind(1:2), cbind(c(10, 20), c(30, 40)))
#' layer_add(c(1, 2), c(10, 20))
#'
#' size <- layer_input(1)
#' color <- layer_input(3)
#' dim(layer_concatenate(list(size, color)))
#' dim(size %>% layer_multiply(color))
#' @export
layer_concatenate <- function(inputs, ..., axis = -1) merge_inputs(keras_layer("Concatenate"), inputs, ...)

#' @rdname layer_concatenate
#' @export
layer_add <- function(inputs, ...) merge_inputs(keras_layer("Add"), inputs, ...)

#' @rdname layer_concatenate
#' @export
layer_subtract <- function(inputs, ...) merge_inputs(keras_layer("Subtract"), inputs, ...)

#' @rdname layer_concatenate
#' @export
layer_multiply <- function(inputs, ...) merge_inputs(keras_layer("Multiply"), inputs, ...)

#' @rdname layer_concatenate
#' @export
layer_average <- function(inputs, ...) merge_inputs(keras_layer("Average"), inputs, ...)

#' @rdname layer_concatenate
#' @export
layer_maximum <- function(inputs, ...) merge_inputs(keras_layer("Maximum"), inputs, ...)

#' @rdname layer_concatenate
#' @export
layer_minimum <- function(inputs, ...) merge_inputs(keras_layer("Minimum"), inputs, ...)

#' @rdname layer_concatenate
#' @param axes The axis of each of the two inputs along which the products are summed; one number for both.
#' @param normalize Whether to divide each vector by its length, so that the result is the cosine.
#' @export
layer_dot <- function(inputs, ..., axes, normalize = FALSE) merge_inputs(keras_layer("Dot"), inputs, ...)

# Inputs are given one by one, in a list, or both.
merge_inputs <- function(layer, inputs, ...) {
  wrapper <- wrapper_in(parent.frame())
  refuse_missing_arguments(wrapper, parent.frame())
  others <- list(...)
  first <- if (!missing(inputs)) if (is_plain_list(inputs)) inputs else list(inputs)
  all <- unname(c(first, others[rlang::names2(others) == ""]))
  if (length(all) == 0) return(layer)
  for (one in all) if (is.atomic(one) && is_scalar(one)) refuse_option(one, wrapper)
  # A Sequential model gets the layer as a step, and a dataset of lists is mapped.
  contains_inputs <- length(all) == 1 && py_kind(all[[1]]) %in% c("sequential", "dataset")
  layer(if (contains_inputs) all[[1]] else all)
}
