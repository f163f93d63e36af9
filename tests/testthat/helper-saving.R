# A model of one layer, saved to a .keras file and read back.
saved_and_loaded <- function(layer, shape, dtype = "float32") {
  input <- layer_input(shape = shape, dtype = dtype)
  path <- tempfile(fileext = ".keras")
  on.exit(unlink(path))
  save_model(keras_model(input, layer(input)), path)
  load_model(path)
}
