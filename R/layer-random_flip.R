#' Randomly flip images
#'
#' Half of the images are flipped in each direction that `mode` names. The layer applies in direct calls and in
#' datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomFlip")
#' @returns The layer, or its output for `object`: images of the same shape.
#'   Integer images keep their dtype; doubles become the layer's compute dtype, float32 by default.
#' @family geometric augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("mirror images", "horizontal flip", "vertical flip", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_flip(mode = "horizontal", seed = 1)
#' layer(matrix(1:4, 2))
#' @export
layer_random_flip <- function(object, mode = "horizontal_and_vertical", seed = NULL, data_format = NULL,
                              per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomFlip(
    mode = mode, seed = seed, data_format = data_format,
    per = per, bounding_box_format = bounding_box_format, ...
  ))
}
