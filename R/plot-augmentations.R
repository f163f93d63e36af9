#' Plot an image and its augmentations
#'
#' Draws the original image first, followed by random augmentations. Bounding boxes, masks and keypoints of the image
#' are drawn at their transformed positions. Images are drawn as by [plot_images()].
#'
#' @param layer An image layer, a pipeline or a Sequential model of image layers. A layer without randomness is shown
#'   once.
#' @param image An image, or a named list of the image and its boxes, masks and so on, as the layer takes them; a batch,
#'   whose first image is shown and whose other images are used by layers that mix images; a dataset, whose first batch
#'   is used.
#' @param n The number of pictures: the image itself, and `n - 1` augmentations.
#' @param seed A whole number that makes the augmentations reproducible; `NULL` for new ones in every call.
#' @param bounding_box_format The format of the boxes; `NULL` for the format of the layer.
#' @param value_range The values of black and white; `NULL` for the default of [plot_images()], where doubles of the
#'   image or of all augmentations that lie between 0 and 1 are drawn on that range.
#' @param columns The number of pictures per row; `NULL` for a nearly square layout.
#' @param class_names The names of the classes, shown as labels.
#' @returns `layer`, invisibly.
#' @family plots
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] and the layers of its family
#'   augment images.
#' @eval search_words("show augmented images", "visualize augmentation", "data augmentation", "view images")
#' @examplesIf has_python()
#' image <- outer(sin(1:32 / 4), cos(1:48 / 6)) / 2 + 0.5
#' plot_augmentations(layer_random_rotation(factor = 0.1), image, n = 4, seed = 1)
#' @export
plot_augmentations <- function(layer, image, n = 8, seed = NULL, bounding_box_format = NULL, value_range = NULL,
                               columns = NULL, class_names = NULL) {
  sheet <- samples$figure_of_samples(
    layer = layer, image = image, n = n, seed = seed, bounding_box_format = bounding_box_format,
    value_range = value_range, columns = columns, class_names = several(class_names)
  )
  plain <- sheet$plain()
  if (inherits(layer, "prelayer.Layer")) plain$heading <- format_layer(layer)
  draw_sheet(plain)
  invisible(layer)
}

samples <- python_module("prelayer.plot.augmentation_samples")
