#' Augment a dataset reproducibly
#'
#' The random parameters depend on the seed, the number of the epoch, and the position of the image among all images of
#' that epoch, but not on the batch or on parallel execution. So one seed returns the same images for any parallelism,
#' and after resuming at an epoch; each pass over the dataset is an epoch with other random parameters. Place it after
#' all steps that shuffle the images.
#'
#' Where several machines read the dataset, as with the service of `tf.data`, positions differ from those on one
#' machine. Such a dataset is rejected there unless `ids` are given.
#'
#' @inheritParams dataset_map
#' @param dataset A dataset of images, of named lists as image layers take them, or of `list(x, y)` or
#'   `list(x, y, weights)` with one of these as x. If y is a named list with names such as
#'   `bounding_boxes`, it is transformed with the images; if y is a tensor, it is used as the `labels`, which are mixed
#'   by layers that mix images.
#' @param layer A random image layer, an [augmentation_pipeline()], a Sequential model of image layers, or a
#'   list of them.
#' @param seed A whole number of at least 0.
#' @param epoch The epoch number of the first pass over the dataset, counted from 0.
#' @param ids The name of the ids in a named list of images, or a function or formula of the entries of an element that
#'   returns them, as in `~ .y$id`: whole numbers or text, one for each image. The random parameters then depend on the
#'   seed, `epoch` and the id alone, on any machine, and each pass over the dataset has those of `epoch`. Ids must be
#'   different. `NULL` uses the position.
#' @returns A dataset of the same structure.
#' @family image mixing and policies
#' @seealso `vignette("image")` is the guide to images. [layer_augmentation_pipeline()] combines image layers,
#'   [dataset_augment()] repeats their results by a seed, and [plot_augmentations()] draws them.
#' @eval search_words("augment a dataset", "reproducible augmentation", "random seed", "image augmentation",
#'   "data augmentation")
#' @examplesIf has_python()
#' images <- array(1:8, c(4, 1, 2, 1)) # four images of two pixels
#' ds <- tensor_slices_dataset(images) %>%
#'   dataset_batch(2) %>%
#'   dataset_augment(layer_random_flip(mode = "horizontal"), seed = 1)
#' lapply(dataset_collect(ds), function(batch) drop(as.array(batch)))
#'
#' # With ids, an image is flipped alike in any order of the images.
#' named <- tensor_slices_dataset(list(images = images, id = letters[1:4])) %>%
#'   dataset_shuffle(4, seed = 1) %>%
#'   dataset_augment(layer_random_flip(mode = "horizontal"), seed = 1, ids = "id")
#' for (image in dataset_collect(named)) {
#'   cat(as.vector(image$id), as.vector(image$images), "\n")
#' }
#' @export
dataset_augment <- function(dataset, layer, seed, epoch = 0, num_parallel_calls = tf$data$AUTOTUNE, ids = NULL) {
  owner <- "dataset_augment"
  check_dataset(dataset, owner)
  augment <- function(ids) {
    prelayer$augment(
      dataset, layer, seed = seed, epoch = epoch,
      num_parallel_calls = whole_number(num_parallel_calls, minimum = -1), ids = ids
    )
  }
  if (!is.function(ids) && !rlang::is_formula(ids)) return(augment(ids))
  with_graphs(owner, list(ids = a_function(ids, an_element(element_spec(dataset)))), augment)
}
