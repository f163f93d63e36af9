#' Apply several layers one after the other, as one layer
#'
#' A pipeline is used where a layer is: called on data, mapped over a dataset, or added to a model. [adapt()] fits those
#' of its layers that learn, each to the output of the ones before it. For image layers alone,
#' [layer_augmentation_pipeline()] does the same in fewer passes over the pixels.
#'
#' Layers may be random, or learn, or be layers of Keras. Random layers are active if the pipeline is called directly or
#' mapped over a dataset; in a model they are active during training.
#'
#' As in keras3, `layer_pipeline(list(...))` returns the pipeline of a list of layers.
#'
#' @eval py_params("Pipeline")
#' @returns The pipeline, or its output for `object`: that of the last layer.
#' @family model building
#' @seealso [layer_augmentation_pipeline()] is for image layers alone, [preprocessor()] for the columns of a table.
#' @eval search_words("sequence of layers", "compose layers", "chain", "make_pipeline")
#' @examplesIf has_python()
#' pipeline <- layer_pipeline(list(
#'   layer_string_lookup(),
#'   layer_category_encoding(num_tokens = 3, output_mode = "one_hot")
#' ))
#' pipeline %>% adapt(c("cyan", "azure", "cyan"))
#' pipeline(c("azure", "cyan", "other"))
#'
#' tensor_slices_dataset(c("azure", "cyan")) %>%
#'   dataset_batch(2) %>%
#'   pipeline() %>%
#'   dataset_collect()
#' @export
layer_pipeline <- function(object, layers, name = NULL, ...) {
  if (missing(layers) && !missing(object) && is_list_of_layers(object)) {
    return(as_callable(prelayer$Pipeline(layers = object, name = name, ...)))
  }
  compose(object, prelayer$Pipeline(layers = layers, name = name, ...))
}

is_list_of_layers <- function(x) is.list(x) && !is_python(x) && length(x) > 0 && all(vapply(x, is_layer, NA))
