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

# The images below a folder, without labels, one by one.
load_unlabeled <- function(root, ...) {
  image_dataset_from_directory(
    root, labels = NULL, image_size = c(8, 9), batch_size = NULL, shuffle = FALSE, verbose = FALSE, ...
  )
}

# Six images below a folder, and the table that lists them in another order.
image_table <- function() {
  root <- new_folder()
  images <- write_images(root, c("cat", "dog"))
  paths <- file.path(rep(c("cat", "dog"), each = 3), sprintf("%d.png", 1:3))
  table <- data.frame(path = paths, label = dirname(paths))
  list(root = root, images = images, table = table[c(4, 2, 6, 1, 3, 5), ])
}
