#' Paste a region of another image of the batch into each image (CutMix)
#'
#' Labels are mixed in proportion to the pasted area. The layer applies in direct calls and in datasets; inside a
#' model it applies only during training.
#'
#' @eval py_params("CutMix")
#' @returns The layer, or its output for `object`: images of the same shape, or a list of
#'   images and labels. Integer images keep their dtype; doubles become the layer's compute dtype, float32 by
#'   default.
#' @family image mixing and policies
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("cutmix", "mix images", "label mixing", "regularization", "image augmentation",
#'   "data augmentation")
#' @examplesIf has_python()
#' layer <- layer_cut_mix(seed = 1)
#' mixed <- layer(list(images = array(0:1, c(2, 8, 8, 1)), labels = diag(2)))
#' mixed$labels
#' @export
layer_cut_mix <- function(object, factor = 1, seed = NULL, data_format = NULL,
                          per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$CutMix(
    factor = factor, seed = seed, data_format = data_format,
    per = per, bounding_box_format = bounding_box_format, ...
  ))
}
