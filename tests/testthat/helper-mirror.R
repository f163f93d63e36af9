# The public layers of the Python package, by class name.
python_layers <- function() {
  base <- keras$layers$Layer
  inspect <- reticulate::import("inspect")
  names <- unlist(member(prelayer, "__all__"))
  is_layer <- function(name) {
    object <- member(prelayer, name)
    inspect$isclass(object) && name != "Layer" && reticulate::import_builtins()$issubclass(object, base)
  }
  Filter(is_layer, names)
}
