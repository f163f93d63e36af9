.onLoad <- function(libname, pkgname) {
  connect(system.file("python", package = pkgname))
}
