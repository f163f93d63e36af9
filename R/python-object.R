# A Python object in R: its kind, its members, and the class whose methods it has.

is_python <- function(x) inherits(x, "python.builtin.object")

#' The kind of a Python object, detected from the names of its classes
#'
#' "layer", "sequential", "model", "keras_tensor", "tensor", "dataset" or "other".
#' @noRd
py_kind <- function(x) {
  if (!is_python(x)) return("other")
  classes <- class(x)
  names <- sub(".*[.]", "", classes)
  found <- c(
    kinds_of_keras[names[startsWith(classes, "keras.")]],
    kinds_of_tensorflow[names[startsWith(classes, "tensorflow.python.")]]
  )
  c(found[!is.na(found)], "other")[[1]]
}

kinds_of_keras <- c(KerasTensor = "keras_tensor", Sequential = "sequential", Model = "model", Layer = "layer")

kinds_of_tensorflow <- c(
  DatasetV2 = "dataset", Tensor = "tensor", RaggedTensor = "tensor", SparseTensor = "tensor", Variable = "tensor"
)

is_layer <- function(x) py_kind(x) %in% c("layer", "sequential", "model")

is_pipeline <- function(x) inherits(x, "prelayer.AugmentationPipeline")

# Unlike `$`, these dispatch no method and convert nothing.
member_of <- function(object, name) reticulate::py_get_attr(object, name)

call_method <- function(object, name, ...) reticulate::py_call(member_of(object, name), ...)

set_member <- function(object, name, value) reticulate::py_set_attr(reference_of(object), name, value)

has_member <- function(object, name) reticulate::py_has_attr(object, name)

# A new R object for the same Python object.
new_reference <- function(x) reticulate::py_get_item(reticulate::tuple(list(x), convert = TRUE), 0L)

reference_of <- function(object) if (is.function(object) && is_python(object)) attr(object, "py_object") else object

signature_of <- function(object) reticulate::import("inspect", convert = FALSE)$signature(object)$parameters

# tensorflow and keras3 register methods for the same Python objects as this package, for classes that come earlier in
# class(x): keras3 for Model, this package for its parent Trainer. Objects returned by this package therefore start
# with the class of its own methods, and objects of other packages keep the methods of those packages.
method_classes <- c(
  "tensorflow.python.types.core.Tensor",
  "tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor",
  "tensorflow.python.framework.sparse_tensor.SparseTensor",
  "keras.src.trainers.trainer.Trainer"
)

own_class_first <- function(classes) {
  own <- intersect(classes, method_classes)
  if (length(own) == 0) classes else c(own[[1]], setdiff(classes, own[[1]]))
}

#' Puts this package's methods first for a Python object without other references in R, or for a list of such objects
#'
#' R changes attributes of an environment in place: call `new_reference()` first if the user also has the object.
#' @noRd
with_own_methods <- function(x) {
  if (is.list(x) && !is.object(x)) {
    x[] <- lapply(x, with_own_methods)
  } else if (is_python(x) && !is.function(x)) {
    class(x) <- own_class_first(class(x))
  }
  x
}

has_own_methods <- function(x) class(x)[[1]] %in% method_classes

# A member of a tensor as a tensor of this package; its methods take and return values by the rules of reticulate.
member_of_tensor <- function(x, name) {
  if (!has_own_methods(x)) return(NextMethod())
  found <- returned(member_of(x, name))
  if (is.function(found) && is_python(found)) as_callable(found, convert = unconverted) else with_own_methods(found)
}

unconverted <- function(x, argument) x

stop_of_another_session <- function() {
  stop_prelayer(paste(
    "The object is a Python object of another R session, which saveRDS() does not save.",
    "Make it again; save_model() and load_model() keep models, with the layers in them."
  ))
}

# R objects that were saved and read refer to no Python object.
is_of_another_session <- function(object) reticulate::py_is_null_xptr(object)
