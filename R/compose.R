#' Return a layer, add it to a model, map it over a dataset or call it
#'
#' @param object Missing (returns the layer), a Sequential model or a pipeline (the layer is added to it), a dataset
#'   (the layer is mapped over it) or any other value (the layer is called on it).
#' @param layer A Python layer.
#' @noRd
compose <- function(object, layer) {
  wrapper <- wrapper_in(parent.frame())
  refuse_missing_arguments(wrapper, parent.frame())
  layer <- as_callable(layer)
  if (missing(object)) return(layer)
  if (is.atomic(object) && is_scalar(object) && !takes_one_value(layer)) refuse_option(object, wrapper)
  layer(object)
}

# The function that `frame` belongs to: its name, its arguments except `object`, and the required ones.
wrapper_in <- function(frame) {
  place <- Position(function(candidate) identical(candidate, frame), sys.frames())
  if (is.na(place)) return(list(name = "layer"))
  name <- rlang::call_name(sys.call(place))
  arguments <- as.list(formals(sys.function(place)))
  if (!identical(names(arguments)[1], "object")) return(list(name = "layer"))
  arguments <- arguments[setdiff(names(arguments), c("object", "..."))]
  list(
    name = if (is.null(name)) "layer" else name,
    all = names(arguments), needed = names(Filter(rlang::is_missing, arguments))
  )
}

# Without a pipe, as in layer_rescaling(1 / 255), the first option is matched to `object`.
refuse_missing_arguments <- function(wrapper, frame) {
  needed <- wrapper$needed
  absent <- vapply(needed, function(argument) eval(call("missing", as.name(argument)), frame), NA)
  if (!any(absent)) return(invisible())
  stop_prelayer(sprintf(
    "%s: `%s` is missing. %s", wrapper$name, needed[absent][[1]], name_the_others(wrapper$name, needed)
  ))
}

refuse_option <- function(object, wrapper) {
  others <- if (length(wrapper$needed) > 0) wrapper$needed else utils::head(wrapper$all, 1)
  stop_prelayer(sprintf(
    "%s: `object` must be what the layer is applied to, not %s. %s",
    wrapper$name, deparse(object), name_the_others(wrapper$name, others)
  ))
}

name_the_others <- function(name, arguments) {
  sprintf(
    "The first argument is what the layer is applied to; name the others: %s(%s).",
    name, paste(sprintf("%s = ...", arguments), collapse = ", ")
  )
}

# Text and numbers may be single values; images and the inputs of Keras's layers may not.
takes_one_value <- function(layer) {
  is_image_layer <- inherits(layer, "prelayer.ImageLayer")
  inherits(layer, "prelayer.Layer") && !is_image_layer
}
