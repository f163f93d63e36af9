#' Put a layer where the pipe says
#'
#' @param object Nothing (gives the layer), a Sequential model (gets the layer), a dataset (is
#'   mapped) or anything that the layer is called on.
#' @param layer A Python layer.
#' @noRd
compose <- function(object, layer) {
  wrapper <- sys.function(sys.parent())
  name <- wrapper_name(sys.call(sys.parent()))
  refuse_missing_arguments(wrapper, name, parent.frame())
  layer <- as_callable(layer)
  if (missing(object)) return(layer)
  if (is.atomic(object) && is_scalar(object) && !takes_one_value(layer)) refuse_option(object, wrapper, name)
  switch(py_kind(object),
    sequential = {
      py_try(object$add(layer))
      object
    },
    dataset = dataset_map(object, layer),
    layer(object)
  )
}

wrapper_name <- function(call) {
  name <- rlang::call_name(call)
  if (is.null(name)) "layer" else name
}

# A layer without a pipe, as in layer_rescaling(1 / 255): its first option is taken for `object`.
refuse_missing_arguments <- function(wrapper, name, frame) {
  needed <- needed_arguments(wrapper)
  absent <- vapply(needed, function(argument) eval(call("missing", as.name(argument)), frame), NA)
  if (!any(absent)) return(invisible())
  stop_prelayer(sprintf("%s: `%s` is missing. %s", name, needed[absent][[1]], name_the_others(name, needed)))
}

refuse_option <- function(object, wrapper, name) {
  others <- needed_arguments(wrapper)
  if (length(others) == 0) others <- setdiff(names(formals(wrapper)), c("object", "..."))[1]
  stop_prelayer(sprintf(
    "%s: `object` must be what the layer is applied to, but it is %s. %s",
    name, deparse(object), name_the_others(name, others[!is.na(others)])
  ))
}

needed_arguments <- function(wrapper) {
  arguments <- as.list(formals(wrapper))
  if (!identical(names(arguments)[1], "object")) return(character())
  names(Filter(rlang::is_missing, arguments[setdiff(names(arguments), c("object", "..."))]))
}

name_the_others <- function(name, arguments) {
  sprintf(
    "The first argument is what the layer is applied to; name the others: %s(%s).",
    name, paste(sprintf("%s = ...", arguments), collapse = ", ")
  )
}

# Text and numbers may come one by one, images and the inputs of Keras's layers may not.
takes_one_value <- function(layer) {
  inherits(layer, "prelayer.layers.base.Layer") && !inherits(layer, "prelayer.layers.image.ImageLayer")
}
