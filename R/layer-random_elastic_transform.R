#' Randomly apply elastic deformations to images
#'
#' The layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("RandomElasticTransform")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family geometric augmentation layers
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("elastic deformation", "distort images", "warp", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_random_elastic_transform(factor = c(1, 1), value_range = c(0, 1))
#' layer(diag(5))
#' @export
layer_random_elastic_transform <- function(object, factor = 1, scale = 1, interpolation = "bilinear",
                                           fill_mode = "reflect", fill_value = 0,
                                           value_range = c(0, 255), seed = NULL,
                                           data_format = NULL, per = "image",
                                           bounding_box_format = NULL, ...) {
  compose(object, prelayer$RandomElasticTransform(
    factor = factor, scale = scale, interpolation = interpolation, fill_mode = fill_mode,
    fill_value = fill_value, value_range = value_range, seed = seed,
    data_format = data_format, per = per, bounding_box_format = bounding_box_format, ...
  ))
}
