# The public classes and functions of the Python package, from their description.

python_names <- function() {
  sub("^prelayer\\.", "", grep("^prelayer\\.\\w+$", names(public_api()), value = TRUE))
}

python_layers <- function() Filter(function(name) public_api()[[paste0("prelayer.", name)]]$kind == "layer", python_names())
