stop_without_python <- function(module, reason) {
  stop_prelayer(sprintf("The Python module %s is not there; run install_prelayer(). (%s)", module, reason))
}
