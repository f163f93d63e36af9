# Layers for several columns: each needs its own, because it learns from one of them.

#' A copy of a layer, or what a function that makes layers returns
#' @noRd
new_layer <- function(layer) {
  if (is_layer(layer)) copy_of_layer(layer) else as_callable(layer())
}

copy_of_layer <- function(layer) {
  plain <- reference_of(layer)
  config <- call_method(plain, "get_config")
  # Keras gives the copy its own name.
  call_method(config, "pop", "name", NULL)
  as_callable(as_r(py_try(call_method(member_of(plain, "__class__"), "from_config", config))))
}

check_layer <- function(layer, owner, argument = "layer") {
  if (is_layer(layer) || is.function(layer) && !is_python(layer)) return(invisible())
  stop_argument(argument, "be a layer or a function that returns one", describe_value(layer), owner = owner)
}
