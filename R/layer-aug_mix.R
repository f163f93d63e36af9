#' Blend images with randomly augmented copies of themselves (AugMix)
#'
#' Chains of random operations make copies of each image, which are mixed with it. The layer applies in direct
#' calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("AugMix")
#' @returns The layer, or its output for `object`: float images of the same shape.
#' @family image mixing and policies
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("AugMix", "automatic augmentation", "augmentation policy", "robustness", "image augmentation",
#'   "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_aug_mix(value_range = c(0, 1), num_chains = 2, seed = 1)
#' layer(diag(5))
#' @export
layer_aug_mix <- function(object, value_range = c(0, 255), num_chains = 3, chain_depth = 3,
                          factor = 0.3, alpha = 1, all_ops = TRUE, interpolation = "bilinear",
                          seed = NULL, data_format = NULL, per = "image",
                          bounding_box_format = NULL, ...) {
  compose(object, prelayer$AugMix(
    value_range = value_range, num_chains = num_chains, chain_depth = chain_depth,
    factor = factor, alpha = alpha, all_ops = all_ops, interpolation = interpolation,
    seed = seed, data_format = data_format, per = per,
    bounding_box_format = bounding_box_format, ...
  ))
}
