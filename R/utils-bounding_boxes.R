#' Convert bounding boxes between formats
#'
#' Formats are "xyxy" (left, top, right, bottom), "yxyx", "xywh" (left, top, width, height), "center_xywh" (of the
#' center), "center_yxhw", and the first three and "center_xywh" with the prefix "rel_": relative to the size of the
#' image, from 0 to 1. Upper and lower case are equal. It is `keras.utils.bounding_boxes.convert_format()` of Keras
#' in Python.
#'
#' @param boxes A matrix with one row of four numbers per box, an array whose last dimension has them, a tensor, or a
#'   named list with such `boxes`.
#' @param source The format of the boxes.
#' @param target The format of the result.
#' @param height,width The size of the image in pixels, to convert from or to a relative format.
#' @param dtype A float dtype.
#' @returns A tensor with the dimensions of `boxes`, or the list with it.
#' @family bounding boxes
#' @seealso `vignette("image")` uses bounding boxes, masks and keypoints.
#' @eval search_words("bounding box format", "COCO", "xyxy", "xywh", "object detection", "annotations")
#' @examplesIf has_python()
#' boxes <- rbind(c(10, 20, 30, 60), c(0, 0, 50, 50))
#' convert_bounding_boxes(boxes, source = "xyxy", target = "center_xywh")
#' convert_bounding_boxes(
#'   boxes,
#'   source = "xyxy", target = "rel_xyxy", height = 100, width = 200
#' )
#' @export
convert_bounding_boxes <- function(boxes, source, target, height = NULL, width = NULL, dtype = "float32") {
  prelayer$convert_bounding_boxes(
    boxes = as_boxes(boxes, "boxes"), source = source, target = target, height = height, width = width, dtype = dtype
  )
}

#' Compute the overlap of bounding boxes
#'
#' The intersection over union (IoU) of all pairs of boxes: 1 for equal boxes, 0 for boxes without a common part.
#'
#' @param boxes1,boxes2 Matrices with one row of four numbers per box, or arrays or tensors of shape (batch, boxes,
#'   4).
#' @param bounding_box_format The format of the boxes, see [convert_bounding_boxes()].
#' @param use_masking Whether the overlap with a box whose edges are all negative, as those of boxes that only pad a
#'   batch, is `mask_val`.
#' @param mask_val The overlap with such a box.
#' @param image_shape Height, width and channels of the image, for relative formats; `NULL` for a square image, as the
#'   overlap does not depend on it.
#' @returns A tensor of numbers from 0 to 1 with one row per box of `boxes1` and one column per box of `boxes2`, and
#'   before them the batch. Boxes without area have no overlap.
#' @family bounding boxes
#' @seealso `vignette("image")` uses bounding boxes, masks and keypoints.
#' @eval search_words("intersection over union", "Jaccard index", "overlap", "object detection")
#' @examplesIf has_python()
#' boxes <- rbind(c(0, 0, 2, 2), c(1, 0, 3, 2), c(5, 5, 6, 6))
#' as.array(compute_iou(boxes, boxes, "xyxy"))
#' @export
compute_iou <- function(boxes1, boxes2, bounding_box_format, use_masking = FALSE, mask_val = -1, image_shape = NULL) {
  prelayer$compute_iou(
    boxes1 = as_boxes(boxes1, "boxes1"), boxes2 = as_boxes(boxes2, "boxes2"), bounding_box_format = bounding_box_format,
    use_masking = use_masking, mask_val = mask_val, image_shape = image_shape
  )
}

as_boxes <- function(x, argument) {
  is_list <- is.list(x) && !is.data.frame(x) && !is_python(x)
  if (is_list) as_py_list(x, argument, as_array_py) else as_array_py(x, argument)
}
