# Expands ~ in paths, which Python does not.
path_of <- function(path, owner, argument) {
  if (missing(path)) stop_argument(argument, "be given", owner = owner)
  if (!is.character(path) || length(path) != 1 || is.na(path)) {
    stop_argument(argument, "be a path", deparse(path, nlines = 1), owner = owner)
  }
  path.expand(path)
}
