#' Reshaping layers of Keras
#'
#' Layers that arrange values in another shape: `layer_flatten()` makes one row per sample, `layer_reshape()` any shape,
#' `layer_permute()` exchanges axes, `layer_repeat_vector()` makes a sequence of a vector, `layer_upsampling_2d()`
#' repeats pixels, and `layer_zero_padding_2d()` and `layer_cropping_2d()` add and remove rows and columns of images.
#'
#' @inheritParams layer_conv_2d
#' @returns The output of the layer for `object`, the model, or the layer.
#' @family layers of Keras
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("reshape", "flatten", "permute", "padding", "cropping", "upsampling")
#' @examplesIf has_python()
#' array(1:6, c(1, 2, 3)) %>% layer_flatten()
#' matrix(1:6, 1) %>% layer_reshape(c(2, 3))
#' layer_input(c(4, 3)) %>%
#'   layer_permute(c(2, 1)) %>%
#'   dim()
#' @export
layer_flatten <- function(object, data_format = NULL, ...) compose(object, keras_layer("Flatten"))

#' @rdname layer_flatten
#' @param target_shape The shape of one sample, without the batch dimension; one size may be `NA` or -1, to infer it.
#' @export
layer_reshape <- function(object, target_shape, ...) compose(object, keras_layer("Reshape"))

#' @rdname layer_flatten
#' @param dims The new order of the axes of one sample, which Keras, too, numbers from 1.
#' @export
layer_permute <- function(object, dims, ...) compose(object, keras_layer("Permute"))

#' @rdname layer_flatten
#' @param n The number of repetitions.
#' @export
layer_repeat_vector <- function(object, n, ...) compose(object, keras_layer("RepeatVector"))

#' @rdname layer_flatten
#' @param size The factors of height and width.
#' @param interpolation The method, such as "nearest" or "bilinear".
#' @export
layer_upsampling_2d <- function(object, size = c(2, 2), data_format = NULL, interpolation = "nearest", ...) {
  compose(object, keras_layer("UpSampling2D"))
}

#' @rdname layer_flatten
#' @param padding,cropping The rows and columns on each side: a number for all, two for height and width, or a list with
#'   two numbers for each of them, as in `list(c(1, 0), c(0, 1))`.
#' @export
layer_zero_padding_2d <- function(object, padding = c(1, 1), data_format = NULL, ...) {
  compose(object, keras_layer("ZeroPadding2D"))
}

#' @rdname layer_flatten
#' @export
layer_cropping_2d <- function(object, cropping = list(c(0, 0), c(0, 0)), data_format = NULL, ...) {
  compose(object, keras_layer("Cropping2D"))
}
