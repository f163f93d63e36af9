#' prelayer: preprocessing layers for TensorFlow and Keras
#'
#' A layer such as [layer_text_vectorization()] is fitted to data once with [adapt()]. It can then be called
#' as a function, mapped over a dataset, used as a layer of a model, and exported with the model, which
#' takes raw strings or images and needs neither R nor this package.
#'
#' Run [install_prelayer()] once to create a Python environment; [prelayer_sitrep()] reports the
#' installed versions and missing packages.
#'
#' # From R to Python and back
#'
#' * An unnamed list has entries by position; a named list or a data frame has entries by name.
#' * A vector, a matrix or an array is an array of the same shape. A single value is a scalar;
#'   `I("a")` is a vector of length one.
#' * A factor is converted to its labels, text is UTF-8, `NA` is an error and `NaN` is not.
#' * A whole number such as `10` is an integer where Python expects one; `1.5` is an error.
#' * Returned values are plain Python tensors, layers or datasets; [as.array()] converts them to R values.
#'
#' @keywords internal
#' @importFrom stats predict
#' @importFrom utils head tail
"_PACKAGE"

# R defines it in methods of group generics, such as Ops.
utils::globalVariables(".Generic")

#' Pipe and unpacking operators
#'
#' `%>%` is magrittr's pipe, [magrittr::%>%]. `%<-%` unpacks a list into variables, [zeallot::%<-%].
#'
#' @param lhs,rhs,x,value As in magrittr and zeallot.
#' @returns The value of `rhs`; for `%<-%`, `value`, invisibly.
#' @name pipe
#' @aliases %>% %<-%
#' @usage
#' lhs \%>\% rhs
#' x \%<-\% value
#' @family tensors
#' @importFrom magrittr %>%
#' @importFrom zeallot %<-%
#' @export %>%
#' @export %<-%
#' @examples
#' c("b", "a") %>% sort()
#' c(first, ...) %<-% list(1, 2, 3)
#' first
NULL
