#' Draw an image, and what a layer makes of it
#'
#' The image as it is comes first, then draws of the layer. Boxes, masks and points that come with the image are drawn
#' where the layer moves them. All is drawn as by [plot_images()].
#'
#' @param layer An image layer, a pipeline or a Sequential model of image layers. One that does not draw is shown once.
#' @param image An image, or a named list of it and what belongs to it, as the layer takes them; a batch, of which the
#'   first one is shown and the others are what layers that mix images mix in; a dataset, for its first batch.
#' @param n How many pictures: the image itself, and `n - 1` draws.
#' @param seed A whole number that makes the draws repeatable; `NULL` for other draws in every call.
#' @param bounding_box_format How boxes are written; `NULL` for as the layer has it.
#' @param value_range What is black and what white; `NULL` for as in [plot_images()], where doubles from 0 to 1, of the
#'   image or of all draws, are taken for what they are.
#' @param columns How many pictures stand in a row; `NULL` for near a square.
#' @param class_names The names of the classes, by which labels are told.
#' @returns `layer`, invisibly.
#' @family plots
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
  draw_sheet(sheet$plain())
  invisible(layer)
}

samples <- python_module("prelayer.plot.augmentation_samples")
