# Tables as files and as columns, for the loaders' tests.

write_table <- function(path, text) {
  writeBin(charToRaw(enc2utf8(text)), path)
  path
}

# All values of a dataset of features (and a label, as "label"), by name.
columns_of <- function(dataset) {
  rows <- lapply(dataset_collect(dataset), function(element) {
    if (is.null(names(element))) c(element[[1]], list(label = element[[2]])) else element
  })
  lapply(stats::setNames(nm = names(rows[[1]])), function(name) {
    unlist(lapply(rows, function(row) as.vector(as.array(row[[name]]))))
  })
}
