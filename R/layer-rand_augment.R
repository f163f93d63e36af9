#' Apply a few random operations to each image (RandAugment)
#'
#' The operations are sampled per image. The layer applies in direct calls and in datasets; inside a model it
#' applies only during training.
#'
#' @eval py_params("RandAugment")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family image mixing and policies
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("RandAugment", "automatic augmentation", "augmentation policy", "image augmentation",
#'   "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_rand_augment(value_range = c(0, 1), num_ops = 2, seed = 1)
#' layer(diag(5))
#' @export
layer_rand_augment <- function(object, value_range = c(0, 255), num_ops = 2, factor = 0.5,
                               interpolation = "bilinear", seed = NULL, data_format = NULL,
                               per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandAugment(
    value_range = value_range, num_ops = num_ops, factor = factor,
    interpolation = interpolation, seed = seed, data_format = data_format,
    per = per, bounding_box_format = bounding_box_format, ...
  ))
}
