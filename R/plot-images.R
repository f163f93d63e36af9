#' Draw images, with all that belongs to them
#'
#' Images stand in rows. Masks are a translucent color for each class, boxes have the color and the name of their
#' class, points have a color each; people tell the colors apart whatever their eyes. `NaN` is magenta; what is
#' transparent shows white.
#'
#' @param images A batch, one image, a list of images of any sizes, a named list as image layers take it (`images`,
#'   `labels`, `bounding_boxes`, `segmentation_masks`, `keypoints`), or a dataset, whose first batch is drawn. Three
#'   dimensions are one image if the channels are 1, 3 or 4, else a batch of gray images. Gray, RGB and RGBA images
#'   can be drawn.
#' @param titles A text for each image, or its label: a number, from 0 on, or a row with a share for each class.
#'   `NULL` for the labels that come with the images.
#' @param bounding_boxes A list of `boxes` and `labels`, or boxes alone, as layers take them.
#' @param segmentation_masks Classes of pixels, of the images' size; 0 is the background.
#' @param keypoints Points (batch, points, 2), x and y from the center of the first pixel, which is 0.
#' @param bounding_box_format How boxes are written, such as "xyxy" or "rel_xywh".
#' @param value_range What is black and what white. `NULL`: 0 and 255 for integers; for doubles 0 and 1 if all that are
#'   drawn, or the one of a list, lie there, else 0 and 255.
#' @param columns How many images stand in a row; `NULL` for near a square.
#' @param class_names The names of the classes, by which labels are told; `NULL` for those of the dataset.
#' @param max_images How many images are drawn at most.
#' @param data_format "channels_last" or "channels_first"; `NULL` for Keras's setting.
#' @returns `images`, invisibly.
#' @family plots
#' @examplesIf has_python()
#' images <- array(runif(2 * 16 * 16 * 3), c(2, 16, 16, 3))
#' boxes <- array(c(2, 4, 2, 4, 9, 14, 12, 14), c(2, 1, 4))
#' plot_images(
#'   images,
#'   titles = c(0, 1), bounding_boxes = list(boxes = boxes, labels = matrix(0:1)), class_names = c("cat", "dog")
#' )
#' @export
plot_images <- function(images, titles = NULL, bounding_boxes = NULL, segmentation_masks = NULL, keypoints = NULL,
                        bounding_box_format = "xyxy", value_range = NULL, columns = NULL, class_names = NULL,
                        max_images = 16, data_format = NULL) {
  sheet <- figures$figure_of_images(
    images = images, titles = titles, bounding_boxes = bounding_boxes, segmentation_masks = segmentation_masks,
    keypoints = keypoints, bounding_box_format = bounding_box_format, value_range = value_range,
    columns = columns, class_names = several(class_names), max_images = max_images,
    data_format = data_format
  )
  draw_sheet(sheet$plain())
  invisible(images)
}

figures <- python_module("prelayer.plot.figure_data")
