#' Blend images with other images of their batch (MixUp)
#'
#' Each image is averaged with another image of its batch, and the labels are averaged with the same weights. The
#' layer applies in direct calls and in datasets; inside a model it applies only during training.
#'
#' @eval py_params("MixUp")
#' @returns The layer, or its output for `object`: float images of the same shape, or a
#'   list of images and labels.
#' @family image mixing and policies
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("mixup", "mix images", "label mixing", "regularization", "image augmentation",
#'   "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_mix_up(alpha = 1)
#' mixed <- layer(list(images = array(0:3, c(2, 1, 2, 1)), labels = diag(2)))
#' mixed$labels
#' @export
layer_mix_up <- function(object, alpha = 0.2, data_format = NULL, seed = NULL,
                         per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$MixUp(
    alpha = alpha, data_format = data_format, seed = seed,
    per = per, bounding_box_format = bounding_box_format, ...
  ))
}
