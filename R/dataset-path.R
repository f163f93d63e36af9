# Expands ~ in paths, which Python does not.
path_of <- function(path, owner, argument) {
  if (!is.character(path) || length(path) != 1 || is.na(path)) {
    stop_prelayer(sprintf("%s: `%s` must be a path, not %s.", owner, argument, deparse(path, nlines = 1)))
  }
  path.expand(path)
}
