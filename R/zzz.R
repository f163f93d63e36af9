.onLoad <- function(libname, pkgname) {
  found <- connect(system.file("python", package = pkgname, lib.loc = libname))
  namespace <- parent.env(environment())
  assign("tf", found$tf, envir = namespace)
  assign("keras", found$keras, envir = namespace)
  modules$prelayer <- found$prelayer
}
