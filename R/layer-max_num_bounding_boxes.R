#' Pad or truncate bounding boxes to a fixed number per image
#'
#' Existing boxes come first; boxes beyond `max_number` are dropped, and missing ones are padded.
#'
#' @eval py_params("MaxNumBoundingBoxes")
#' @returns The layer, or its output for `object`: the same data, with `max_number` boxes per image.
#'   Integer images keep their dtype; doubles become the layer's compute dtype, float32 by default.
#' @family image layers
#' @seealso `vignette("image")` is the guide to images. [plot_images()] draws them.
#' @eval search_words("bounding boxes", "object detection", "pad boxes")
#' @examplesIf has_python()
#' layer <- layer_max_num_bounding_boxes(max_number = 2)
#' boxes <- list(boxes = array(c(0, 0, 2, 2), c(1, 1, 4)), labels = matrix(5))
#' images <- array(0, c(1, 4, 4, 3))
#' padded <- layer(list(images = images, bounding_boxes = boxes))
#' padded$bounding_boxes$labels
#' padded$bounding_boxes$boxes
#' @export
layer_max_num_bounding_boxes <- function(object, max_number, fill_value = -1, data_format = NULL,
                                         bounding_box_format = NULL, ...) {
  compose(object, prelayer$MaxNumBoundingBoxes(
    max_number = max_number, fill_value = fill_value, data_format = data_format,
    bounding_box_format = bounding_box_format, ...
  ))
}
