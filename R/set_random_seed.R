#' Make chance repeatable
#'
#' Sets the seeds of R, of Python, of NumPy and of TensorFlow at once. What is made and run after
#' that, in the same order, draws the same: shuffles, first weights, dropout, and random layers
#' without a `seed` of their own.
#'
#' @param seed A whole number from 0 on.
#' @returns The seed, invisibly.
#' @seealso The section "Chance" of [datasets] for random layers in a dataset.
#' @family model training
#' @examplesIf has_python()
#' set_random_seed(7)
#' runif(1)
#' tf$random$uniform(shape(1))
#' @export
set_random_seed <- function(seed) {
  number <- whole_number(seed, minimum = 0)
  if (is.null(number)) stop_prelayer("`seed` must be a whole number, but it is NULL.")
  py_try(keras$utils$set_random_seed(number))
  set.seed(number)
  invisible(seed)
}
