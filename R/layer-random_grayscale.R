#' Randomly convert images to grayscale
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomGrayscale")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family color augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("black and white", "gray images", "image augmentation", "data augmentation")
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
