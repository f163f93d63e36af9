#' Iterate over a dataset
#'
#' For user-defined loops; [dataset_collect()] and `fit()` do not need an iterator. `as_iterator()`, `iter_next()` and
#' `iterate()` are reticulate's, with this package's methods for the returned tensors.
#'
#' @param dataset A dataset.
#' @param iterator,it An iterator returned by `as_iterator()` or `as_array_iterator()`.
#' @param completed The value that `iter_next()` returns at the end.
#' @param f The function that `iterate()` calls on each element.
#' @param simplify Whether `iterate()` simplifies the results to a vector if possible.
#' @param expr An expression that reads the next element; it is evaluated repeatedly.
#' @param e The error passed to the handler.
#' @returns `as_array_iterator()`: an iterator that returns elements as arrays, text as character vectors, and
#'   structures as unnamed or named lists. `iterator_get_next()`: the next element; raises an error at the end, where
#'   `iter_next()` returns `NULL`. `until_out_of_range()` repeats until that error, and returns `NULL`, invisibly.
#'   `out_of_range_handler()`, for [tryCatch()], also returns `NULL` for that error, and signals any other error again.
#' @family reading datasets
#' @seealso [datasets] lists all verbs; `vignette("data")` uses them.
#' @eval search_words("loop over batches", "iterate", "custom training loop", "next batch", "datasets")
#' @examplesIf has_python()
#' batches <- tensor_slices_dataset(1:4) %>%
#'   dataset_batch(2) %>%
#'   as_array_iterator()
#' iter_next(batches)
#' until_out_of_range(print(iterator_get_next(batches)))
#' @name iterators
#' @aliases as_iterator
#' @importFrom reticulate as_iterator
#' @export as_iterator
NULL

#' @rdname iterators
#' @export
iter_next <- function(it, completed = NULL) with_own_methods(next_item(it, completed))

#' @rdname iterators
#' @export
iterate <- function(it, f = base::identity, simplify = TRUE) {
  invisible(each_item(it, function(element) f(with_own_methods(element)), simplify))
}

#' @rdname iterators
#' @export
as_array_iterator <- function(dataset) {
  check_dataset(dataset, "as_array_iterator")
  mapped_iterator(dataset, function(element) as_py(arrays_in(as_r(element))))
}

# Single numbers are arrays, too: reticulate would combine a tuple of scalars into a vector.
arrays_in <- function(element) {
  if (is.atomic(element)) return(I(element))
  values <- if (is.list(element)) element else array_of(element)
  if (is.list(values)) lapply(values, arrays_in) else I(values)
}

#' @rdname iterators
#' @export
iterator_get_next <- function(iterator) {
  if (!is_python(iterator)) {
    rule <- "be an iterator, as as_iterator() makes one"
    stop_argument("iterator", rule, describe_class(iterator), owner = "iterator_get_next")
  }
  found <- py_try(iter_next(iterator, the_end))
  if (!identical(found, the_end)) return(as_r(found))
  stop_argument(
    "iterator", "have an element left", found = "it is at its end", owner = "iterator_get_next", class = "out_of_range"
  )
}

the_end <- "the end of a dataset"

#' @rdname iterators
#' @export
until_out_of_range <- function(expr) {
  again <- substitute(expr)
  frame <- parent.frame()
  tryCatch(repeat eval(again, frame), error = out_of_range_handler)
}

#' @rdname iterators
#' @export
out_of_range_handler <- function(e) {
  ended <- inherits(e, "out_of_range") || grepl("OutOfRangeError|StopIteration", conditionMessage(e)) ||
    isTRUE(e$exception %in% c("OutOfRangeError", "StopIteration"))
  if (!ended) stop(e)
  invisible(NULL)
}
