#' Average images with others of their batch
#'
#' Each image is averaged with another one of its batch, and so are their labels. Called like a
#' function or in a dataset, the layer acts; inside a model it acts in training only.
#'
#' @eval py_params("MixUp")
#' @returns The layer, or what the layer gives for `object`: float images of the same shape, or a
#'   list of those and their labels.
#' @family image augmentation
#' @examplesIf has_python()
#' layer <- layer_mix_up(alpha = 1)
#' mixed <- layer(list(images = array(0:3, c(2, 1, 2, 1)), labels = diag(2)))
#' mixed$labels
#' @export
layer_mix_up <- function(object, alpha = 0.2, data_format = NULL, seed = NULL,
                         per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$MixUp(
    alpha = alpha, data_format = data_format, seed = seed,
    per = per, bounding_box_format = bounding_box_format, ...
  ))
}
