#' Turn strings or whole numbers into bins
#'
#' By a hash, so that nothing is learned and every value has a bin, also one that was never seen.
#' Bins are Python's: the first one is 0.
#'
#' @eval py_params("Hashing")
#' @returns The layer, or what the layer gives for `object`: int64 bins, or floats for the dense
#'   encodings.
#' @family categorical layers
#' @examplesIf has_python()
#' layer <- layer_hashing(num_bins = 3, mask_value = "")
#' layer(c("azure", "", "cyan"))
#'
#' factor(c("azure", "cyan")) %>% layer_hashing(num_bins = 3, output_mode = "one_hot")
#' @export
layer_hashing <- function(object, num_bins, mask_value = NULL, salt = NULL, output_mode = "int",
                          sparse = FALSE, ...) {
  compose(object, prelayer$Hashing(
    num_bins = num_bins, mask_value = mask_value, salt = salt,
    output_mode = output_mode, sparse = sparse, ...
  ))
}
