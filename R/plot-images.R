#' Plot images with their labels, boxes, masks and keypoints
#'
#' Images are drawn in a grid. Masks are drawn in a translucent color per class, boxes in the color and with the name of
#' their class, and keypoints in a color each; the colors are distinguishable with color vision deficiency. `NaN` pixels
#' are magenta, and transparent pixels are white.
#'
#' @param images A batch, one image, a list of images of any sizes, a named list as image layers take it (`images`,
#'   `labels`, `bounding_boxes`, `segmentation_masks`, `keypoints`), or a dataset, whose first batch is drawn. An array
#'   of three dimensions is one image if it has 1, 3 or 4 channels, otherwise a batch of gray images. Gray, RGB and RGBA
#'   images are supported.
#' @param titles A text for each image, or its label: a number, from 0 on, or a row with a share for each class.
#'   `NULL` for the labels that come with the images.
#' @param bounding_boxes A list of `boxes` and `labels`, or boxes alone, as layers take them.
#' @param segmentation_masks The class of each pixel, of the size of the images; 0 is the background.
#' @param keypoints Points (batch, points, 2), x and y from the center of the first pixel, which is 0.
#' @param bounding_box_format The format of the boxes, such as "xyxy" or "rel_xywh".
#' @param value_range The values of black and white. `NULL` uses 0 and 255 for integers; for doubles 0 and 1 if all
#'   drawn values, or those of one image of a list, are in that range, otherwise 0 and 255.
#' @param columns The number of images per row; `NULL` for a nearly square layout.
#' @param class_names The names of the classes, shown as labels; `NULL` for those of the dataset.
#' @param max_images The maximum number of images to draw.
#' @param data_format "channels_last" or "channels_first"; `NULL` for Keras's setting.
#' @returns `images`, invisibly.
#' @family plots
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] and the layers of its family
#'   augment images.
#' @eval search_words("show images", "view images", "image grid", "draw bounding boxes", "visualize")
#' @examplesIf has_python()
#' images <- array(runif(2 * 16 * 16 * 3), c(2, 16, 16, 3))
#' boxes <- array(c(2, 4, 2, 4, 9, 14, 12, 14), c(2, 1, 4))
#' plot_images(
#'   images,
#'   titles = c(0, 1), class_names = c("cat", "dog"),
#'   bounding_boxes = list(boxes = boxes, labels = matrix(0:1))
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
