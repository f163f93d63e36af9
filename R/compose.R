#' Put a layer where the pipe says
#'
#' @param object Nothing (gives the layer), a Sequential model (gets the layer), a dataset (is
#'   mapped) or anything that the layer is called on.
#' @param layer A Python layer.
#' @noRd
compose <- function(object, layer) {
  layer <- as_callable(layer)
  if (missing(object)) return(layer)
  switch(py_kind(object),
    sequential = {
      py_try(object$add(layer))
      object
    },
    dataset = dataset_map(object, layer),
    layer(object)
  )
}
