.onLoad <- function(libname, pkgname) {
  tensorflow <- connect(system.file("python", package = pkgname))
  assign("tf", tensorflow, envir = parent.env(environment()))
}
