#' prelayer: preprocessing layers that learn once and run everywhere
#'
#' A layer such as [layer_text_vectorization()] is adapted once to data with [adapt()]. It is then
#' a function, a step of a dataset, a layer of a model, and a part of the exported model, which
#' takes raw strings or images and needs neither R nor this package.
#'
#' Run [install_prelayer()] once to make a Python environment; [prelayer_sitrep()] says what is
#' found and what is missing.
#'
#' # From R to Python and back
#'
#' * An unnamed list is a tuple, a named list or a data frame is a dict.
#' * A vector, a matrix or an array is an array of the same shape. A single value is a scalar;
#'   `I("a")` is a vector of length one.
#' * A factor is its labels, text is UTF-8, `NA` is an error and `NaN` is not.
#' * A whole number such as `10` is an integer where Python asks for one; `1.5` is an error.
#' * What comes back is the plain Python tensor, layer or dataset; [as.array()] gives R values.
#'
#' @keywords internal
"_PACKAGE"

#' Pipes and unpacking
#'
#' `%>%` is magrittr's pipe, [magrittr::%>%]. `%<-%` unpacks a list into names, [zeallot::%<-%].
#'
#' @param lhs,rhs,x,value As in magrittr and zeallot.
#' @returns What `rhs` gives; for `%<-%`, `value`, invisibly.
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
