#' Fuse the image layers of a model
#'
#' Replaces each run of image layers by one [layer_augmentation_pipeline()]. A run consists of two or more consecutive
#' image layers, including [layer_rescaling()], at least one of which is random. The given model remains
#' unchanged, and shares all other layers, including their learned state, with the returned model. The pipeline uses the
#' seed of the first random layer of its run; its layers sample other random numbers than they did individually.
#'
#' @param model A Sequential or functional model; nested models are fused, too.
#' @returns A model of the same type, with the same inputs and outputs.
#' @family image mixing and policies
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("speed up augmentation", "combine layers", "image augmentation", "data augmentation")
#' @examplesIf has_python()
#' augmentation <- keras_model_sequential() %>%
#'   layer_random_flip("horizontal") %>%
#'   layer_random_rotation(factor = 0.1)
#' length(augmentation$layers)
#' length(fuse_augmentations(augmentation)$layers)
#' @export
fuse_augmentations <- function(model) prelayer$fuse_augmentations(model)
