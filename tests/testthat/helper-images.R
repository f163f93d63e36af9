# Images whose pixels all differ, so that any change of an image shows: (batch, height, width, channels).
distinct_images <- function(count, height = 4, width = 5, channels = 2) {
  array(seq_len(count * height * width * channels) / 1000, c(count, height, width, channels))
}

differs <- function(x, y) any(abs(as.array(x) - as.array(y)) > 1e-4)

some_images <- function(count = 12, size = c(8, 8)) {
  set.seed(5)
  array(round(runif(count * prod(size) * 3, 0, 255)), c(count, size, 3))
}

# Images, labels and weights of a whole dataset, each as one array.
whole_parts <- function(dataset) {
  batches <- lapply(dataset_collect(dataset), function(batch) if (is_python(batch)) list(batch) else batch)
  lapply(seq_along(batches[[1]]), function(part) {
    parts <- lapply(batches, function(batch) as.array(batch[[part]]))
    if (length(dim(parts[[1]])) > 1) do.call(along_rows, parts) else unlist(parts)
  })
}

along_rows <- function(...) {
  parts <- lapply(list(...), function(part) matrix(part, dim(part)[[1]]))
  array(do.call(rbind, parts), c(sum(vapply(parts, nrow, 1L)), dim(..1)[-1]))
}
