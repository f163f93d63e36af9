#' Paste a part of another image of the batch over each image
#'
#' Labels are mixed by the area that is pasted. Called like a function or in a dataset, the layer
#' acts; inside a model it acts in training only.
#'
#' @eval py_params("CutMix")
#' @returns The layer, or what the layer gives for `object`: images of the same shape, or a list of
#'   those and their labels. Integer images keep their dtype; doubles become the layer's compute dtype, float32 by
#'   default.
#' @family image augmentation
#' @examplesIf has_python()
#' layer <- layer_cut_mix(seed = 1)
#' mixed <- layer(list(images = array(0:1, c(2, 8, 8, 1)), labels = diag(2)))
#' mixed$labels
#' @export
layer_cut_mix <- function(object, factor = 1, seed = NULL, data_format = NULL,
                          per = "image", bounding_box_format = NULL, ...) {
  compose(object, prelayer$CutMix(
    factor = factor, seed = seed, data_format = data_format,
    per = per, bounding_box_format = bounding_box_format, ...
  ))
}
