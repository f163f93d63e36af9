#' Fuse the image layers of a model
#'
#' A run is two or more image layers after each other, [layer_rescaling()] among them, of which at least one is
#' random. Each run becomes one [layer_augmentation_pipeline()]. All other layers are shared with the model that
#' is given, which stays as it is; what is learned by one is learned by the other. The pipeline takes the seed of
#' the first random layer of its run; the layers in it draw other numbers than they did one by one.
#'
#' @param model A Sequential or functional model; models within it are fused, too.
#' @returns A model of the same kind, inputs and outputs.
#' @family image augmentation
#' @examplesIf has_python()
#' augmentation <- keras_model_sequential() %>%
#'   layer_random_flip("horizontal") %>%
#'   layer_random_rotation(factor = 0.1)
#' fuse_augmentations(augmentation)$layers
#' @export
fuse_augmentations <- function(model) prelayer$fuse_augmentations(model)
