#' Turn images gray at random
#'
#' Called like a function or in a dataset, the layer acts; inside a model it acts in training only.
#'
#' @eval py_params("RandomGrayscale")
#' @returns The layer, or what the layer gives for `object`: float images of the same shape.
#' @family image augmentation
#' @examplesIf has_python()
#' layer <- layer_random_grayscale(factor = 1) # always
#' layer(array(c(250, 100, 10), c(1, 1, 3)))
#' @export
layer_random_grayscale <- function(object, factor = 0.5, data_format = NULL, seed = NULL, per = "image",
                                   bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomGrayscale(
    factor = factor, data_format = data_format, seed = seed, per = per,
    bounding_box_format = bounding_box_format, ...
  ))
}
