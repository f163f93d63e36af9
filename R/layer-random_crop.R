#' Randomly crop images
#'
#' The layer crops at random positions in direct calls, in datasets and during training; otherwise, inside a model,
#' it resizes.
#'
#' @eval py_params("RandomCrop")
#' @returns The layer, or its output for `object`: images of `height` by `width`.
#'   Integer images keep their dtype; doubles become the layer's compute dtype, float32 by default.
#' @family geometric augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("crop images", "random resized crop", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_crop(height = 2, width = 3)
#' layer(matrix(1:20, 4))
#' @export
layer_random_crop <- function(object, height, width, seed = NULL, data_format = NULL, name = NULL,
                              per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomCrop(
    height = height, width = width, seed = seed, data_format = data_format,
    name = name, per = per, bounding_box_format = bounding_box_format, ...
  ))
}
