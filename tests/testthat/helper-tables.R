# Tables as files and as columns, for the loaders' tests.

write_table <- function(path, text) {
  writeBin(charToRaw(enc2utf8(text)), path)
  path
}

write_shops <- function() {
  write_table(tempfile(fileext = ".csv"), "shop,size,sold,town\nA,1.5,7,Ulm\nB,,9,\nC,-2e3,11,Bonn\n")
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

# All rows of a dataset of batches, in R's words.
rows <- function(dataset) joined(lapply(dataset_collect(dataset), values_of_element))

values_of_element <- function(element) {
  if (is.list(element)) lapply(element, values_of_element) else as.array(element)
}

joined <- function(parts) {
  first <- parts[[1]]
  if (is.list(first)) {
    return(lapply(stats::setNames(seq_along(first), names(first)), function(at) joined(lapply(parts, `[[`, at))))
  }
  if (length(dim(first)) < 2) unlist(lapply(parts, as.vector)) else do.call(rbind, parts)
}
