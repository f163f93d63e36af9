# The object that preprocessor() returns: a function, whose Python layer is found in an environment, so that adapt()
# changes the preprocessor that the user has. What steps declare is an attribute, so that steps return a new one.

new_preprocessor <- function(layer = NULL, plan = NULL) {
  fit <- new.env(parent = emptyenv())
  fit$layer <- layer
  call <- function(x, ..., as_frame = is.data.frame(x)) preprocess(fit, x, ..., as_frame = as_frame)
  structure(call, class = "prelayer_preprocessor", fit = fit, plan = plan)
}

plan_of <- function(prep) attr(prep, "plan", exact = TRUE)

# The layer in Python; NULL before a preprocessor with steps is adapted.
found_layer <- function(prep) attr(prep, "fit", exact = TRUE)$layer

layer_of <- function(prep, owner = NULL, fitted = FALSE) {
  check_preprocessor(prep, owner)
  layer <- found_layer(prep)
  check_connected(layer, owner)
  if (is.null(layer) || fitted && !layer$is_fitted) stop_unfitted(owner)
  layer
}

# saveRDS() and save() write R objects without the Python object that they refer to.
check_connected <- function(layer, owner = NULL) {
  if (is.null(layer) || !is_of_another_session(layer)) return(invisible())
  if (is.null(owner)) owner <- "preprocessor"
  stop_prelayer(paste(
    "the layers are Python objects of another R session, which saveRDS() does not save.",
    "Save them in a model, as in save_model(keras_model(prep$inputs, prep$outputs), path)."
  ), owner = owner)
}

stop_unfitted <- function(owner = NULL) {
  if (is.null(owner)) owner <- "preprocessor"
  stop_prelayer("the layers have not learned yet. Call adapt() first, as in prep %>% adapt(data).", owner = owner)
}

check_preprocessor <- function(x, owner, argument = "prep") {
  if (inherits(x, "prelayer_preprocessor")) return(invisible(x))
  remedy <- "preprocessor() makes one."
  stop_argument(argument, "be a preprocessor", describe_class(x), remedy, owner = owner)
}

# Its members are those of the layer, and the steps, to which recipes appends its own where it is attached last.
#' @export
`$.prelayer_preprocessor` <- function(x, name) {
  if (name == "steps") return(plan_of(x)$steps)
  if (name == "adapt") return(function(data, ...) adapt(x, data, ...))
  if (is.null(found_layer(x)) && name == "is_fitted") return(FALSE)
  member(layer_of(x), name)
}

#' @importFrom utils .DollarNames
#' @export
.DollarNames.prelayer_preprocessor <- function(x, pattern = "") { # nolint: object_name_linter.
  own <- if (is.null(plan_of(x))) character() else "steps"
  c(grep(pattern, own, value = TRUE), if (!is.null(found_layer(x))) utils::.DollarNames(found_layer(x), pattern))
}
