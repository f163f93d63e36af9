# Folders of files for the loaders' tests.

new_folder <- function() {
  path <- tempfile()
  dir.create(path)
  normalizePath(path)
}

# Random images, `count` a class; returns what png reads back, 0 to 255.
write_images <- function(root, classes, count = 3, size = c(8, 9)) {
  set.seed(7)
  paths <- file.path(root, rep(classes, each = count), sprintf("%d.png", seq_len(count)))
  for (path in paths) {
    dir.create(dirname(path), recursive = TRUE, showWarnings = FALSE)
    png::writePNG(array(stats::runif(prod(size) * 3), c(size, 3)), path)
  }
  lapply(stats::setNames(nm = paths), function(path) round(png::readPNG(path) * 255))
}

# Writes c("class/name.txt" = text) below `root`.
write_texts <- function(root, texts) {
  for (name in names(texts)) {
    path <- file.path(root, name)
    dir.create(dirname(path), recursive = TRUE, showWarnings = FALSE)
    writeBin(charToRaw(texts[[name]]), path)
  }
}

# The dataset of the images below a folder, in order unless a test asks, and all of its labels.
load_images <- function(root, ..., image_size = c(8, 9), shuffle = FALSE) {
  image_dataset_from_directory(root, ..., image_size = image_size, shuffle = shuffle, verbose = FALSE)
}

labels_of <- function(dataset) {
  unlist(lapply(dataset_collect(dataset), function(batch) as.vector(as.array(batch[[2]]))))
}
