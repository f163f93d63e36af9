#' Randomly reduce the number of bits per channel
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomPosterization")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family color augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("posterize", "reduce colors", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_posterization(factor = c(2, 2)) # four levels
#' layer(matrix(c(0, 100, 200, 255), 1))
#' @export
layer_random_posterization <- function(object, factor, value_range = c(0, 255), data_format = NULL,
                                       seed = NULL, per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomPosterization(
    factor = factor, value_range = value_range, data_format = data_format, seed = seed,
    per = per, bounding_box_format = bounding_box_format, ...
  ))
}
