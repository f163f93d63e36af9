#' Return a layer, add it to a model, map it over a dataset or call it
#'
#' @param object Missing (returns the layer), a Sequential model or a pipeline (the layer is added to it), a dataset
#'   (the layer is mapped over it) or any other value (the layer is called on it).
#' @param layer A Python layer.
#' @noRd
compose <- function(object, layer) {
  wrapper <- wrapper_in(parent.frame())
  refuse_missing_arguments(wrapper, parent.frame())
  # Pipes are lazy: the layers before this one are made first, so that names and random weights follow their order.
  if (!missing(object)) force(object)
  layer <- as_callable(layer)
  if (missing(object)) return(layer)
  if (is.atomic(object) && is_scalar(object) && !takes_one_value(layer)) refuse_option(object, wrapper)
  layer(object)
}

# The layer function that `frame` belongs to.
wrapper_in <- function(frame) {
  found <- function_in(frame)
  if (length(found$data) > 0) found else list(name = "layer", data = "object")
}

# The function that `frame` belongs to: its name, its arguments except data, and the required ones among them.
function_in <- function(frame) {
  place <- Position(function(candidate) identical(candidate, frame), sys.frames())
  if (is.na(place)) return(NULL)
  name <- rlang::call_name(sys.call(place))
  arguments <- as.list(formals(sys.function(place)))
  options <- arguments[setdiff(names(arguments), c(data_arguments, "..."))]
  list(
    name = if (is.null(name)) "layer" else name, all = names(options),
    needed = names(Filter(rlang::is_missing, options)), data = intersect(c("object", "inputs"), names(arguments)[1])
  )
}

data_arguments <- c("object", "inputs", "y_true", "y_pred")

is_missing_in <- function(argument, frame) eval(call("missing", as.name(argument)), frame)

# Without a pipe, as in layer_rescaling(1 / 255), the first option is matched to `object`.
refuse_missing_arguments <- function(wrapper, frame) {
  needed <- wrapper$needed
  absent <- vapply(needed, is_missing_in, NA, frame)
  if (!any(absent)) return(invisible())
  remedy <- if (length(wrapper$data) > 0) name_the_others(wrapper$name, needed, other_names_in(frame))
  stop_argument(needed[absent][[1]], "be given", remedy = remedy, owner = wrapper$name)
}

refuse_option <- function(object, wrapper) {
  others <- if (length(wrapper$needed) > 0) wrapper$needed else utils::head(wrapper$all, 1)
  remedy <- name_the_others(wrapper$name, others)
  stop_argument(wrapper$data, "be what the layer is applied to", deparse(object), remedy, wrapper$name)
}

# `given` are names that were given and may be meant for the arguments.
name_the_others <- function(name, arguments, given = NULL) {
  call <- sprintf("%s(%s)", name, paste(sprintf("%s = ...", arguments), collapse = ", "))
  if (length(given) > 0) return(sprintf("It is not called '%s'; name it: %s.", given[[1]], call))
  sprintf("The first argument is what the layer is applied to; name the others: %s.", call)
}

# The names in the `...` of a call, without arguments of every layer.
other_names_in <- function(frame) {
  if (!exists("...", frame, inherits = FALSE)) return(NULL)
  setdiff(eval(quote(...names()), frame), c("", NA, "activity_regularizer", "autocast", "dtype", "name", "trainable"))
}

# Text and numbers may be single values; images and the inputs of Keras's layers may not.
takes_one_value <- function(layer) {
  is_image_layer <- inherits(layer, "prelayer.ImageLayer")
  inherits(layer, "prelayer.Layer") && !is_image_layer
}
