#' Create the inputs of a model from a dataset or data frame
#'
#' Each feature has an input of its name, dtype and shape, so that [keras_model()] takes the data by name. A feature of
#' single values is a column of shape 1; Keras adds the axis to batches without it.
#'
#' @param data A batched dataset with a named list of features as x; or a data frame or a named list of columns, which
#'   have the dtypes and shapes of [dataset_from_frame()] with `na = "mask"`. Drop the target from a data frame first.
#' @returns A named list of Keras tensors, as made by [layer_input()], in the order of the features.
#' @family model building
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("inputs of a table", "data frame", "feature columns", "named inputs")
#' @examplesIf has_python()
#' data <- data.frame(
#'   size = c(1.5, 2.5, 4), shop = c("A", "B", "A"), sold = c(0, 1, 0)
#' )
#' ds <- dataset_from_frame(data, target = "sold", batch_size = 2)
#' inputs <- inputs_from(ds)
#' shop <- inputs$shop %>%
#'   layer_string_lookup(vocabulary = c("A", "B"), output_mode = "one_hot")
#' output <- layer_concatenate(inputs$size, shop) %>% layer_dense(1)
#' keras_model(inputs, output) %>% predict(ds, verbose = 0)
#' @export
inputs_from <- function(data) {
  prelayer$inputs_from(if (py_kind(data) == "dataset") data else frame_of(data, "inputs_from"))
}
