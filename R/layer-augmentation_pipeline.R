#' Fuse several image layers into one pipeline
#'
#' Layers are added to the pipeline with the pipe, as to a Sequential model. Each run of geometric layers becomes a
#' single resampling step, and the pipeline as a whole makes few passes over the pixels. The pipeline applies in
#' direct calls and in datasets; inside a model its random layers apply only during training.
#'
#' @eval py_params("AugmentationPipeline")
#' @returns The pipeline, or its output for `object`.
#' @family image mixing and policies
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("several augmentations", "combine augmentations", "object detection", "segmentation",
#'   "bounding boxes", "masks", "keypoints", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' augmentation <- augmentation_pipeline() %>%
#'   layer_random_flip("horizontal") %>%
#'   layer_random_rotation(factor = 0.1) %>%
#'   layer_random_zoom(0.1)
#' augmentation(diag(5))
#' @export
layer_augmentation_pipeline <- function(object, layers = list(), seed = NULL, data_format = NULL,
                                        bounding_box_format = NULL, ...) {
  compose(object, prelayer$AugmentationPipeline(
    layers = layers, seed = seed, data_format = data_format, bounding_box_format = bounding_box_format, ...
  ))
}

#' @rdname layer_augmentation_pipeline
#' @export
augmentation_pipeline <- function(layers = list(), seed = NULL, data_format = NULL, bounding_box_format = NULL, ...) {
  layer_augmentation_pipeline(
    layers = layers, seed = seed, data_format = data_format, bounding_box_format = bounding_box_format, ...
  )
}
