#' Set all random seeds
#'
#' Sets the seeds of R, Python, NumPy and TensorFlow. Code that runs afterwards, in the same order, returns the same
#' random results: shuffles, initial weights, dropout, and random layers without their own `seed`.
#'
#' @param seed A whole number of at least 0.
#' @returns The seed, invisibly.
#' @seealso The section "Randomness" of [datasets] for random layers in a dataset.
#' @family model training
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("reproducible results", "seed", "random numbers")
#' @examplesIf has_python()
#' set_random_seed(7)
#' runif(1)
#' tf$random$uniform(shape(1))
#' @export
set_random_seed <- function(seed) {
  number <- whole_number(seed, minimum = 0, needed = TRUE)
  py_try(keras$utils$set_random_seed(number))
  set.seed(number)
  invisible(seed)
}
