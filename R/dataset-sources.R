#' Create datasets of numbers or of a single element
#'
#' For counters, random numbers, and data that is one element.
#'
#' @param from,to,by Whole numbers: the first number, the exclusive end, and the step.
#' @param dtype The dtype of the numbers.
#' @param seed A whole number that makes the numbers reproducible; `NULL` for new ones every time.
#' @param tensors One element: a value, vector or array, or a (nested) list of them, by the rules of [datasets] and with
#'   the dtypes of [tensor_slices_dataset()].
#' @param sparse_tensor A sparse tensor; each row, again a sparse tensor, is an element.
#' @returns A dataset. `range_dataset()`: whole numbers from `from` up to, but not including, `to`.
#'   `random_integer_dataset()`: infinitely many whole numbers from 0 to 2^32 - 1. `tensors_dataset()`: the one element.
#' @family datasets from R values
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("sequence of numbers", "random numbers", "single element", "datasets")
#' @examplesIf has_python()
#' range_dataset(from = 1, to = 10, by = 3) %>%
#'   dataset_batch(3) %>%
#'   dataset_collect()
#' random_integer_dataset(seed = 1) %>%
#'   dataset_take(2) %>%
#'   dataset_collect()
#' tensors_dataset(list(image = diag(2), label = 1L)) %>% dataset_collect()
#' @export
range_dataset <- function(from = 0, to = 0, by = 1, dtype = "int64") {
  step <- whole_number(by, needed = TRUE)
  if (identical(step, 0L)) stop_argument("by", "not be 0", owner = "range_dataset")
  if (missing(to) && !missing(from) && (is_python(step) || step > 0)) {
    stop_argument(
      "to", "be given beside `from`, because a range without it ends before it begins",
      remedy = "range_dataset(to = 5) counts from 0 to 4.", owner = "range_dataset"
    )
  }
  ends <- list(whole_number(from, needed = TRUE), whole_number(to, needed = TRUE))
  tf$data$Dataset$range(ends[[1]], ends[[2]], step, output_type = tf$as_dtype(dtype))
}

#' @rdname range_dataset
#' @export
random_integer_dataset <- function(seed = NULL) tf$data$Dataset$random(seed = whole_number(seed))

#' @rdname range_dataset
#' @export
tensors_dataset <- function(tensors) {
  owner <- "tensors_dataset"
  if (is.null(tensors)) stop_argument("tensors", "be a value or a list of values", "NULL", owner = owner)
  py_try(tf$data$Dataset$from_tensors(as_element(tensors, "tensors", owner)))
}

# Converts as data of a dataset, but a single value has no rows.
as_element <- function(x, argument, owner) {
  if (is.list(x) && !is_python(x)) return(as_py_list(x, argument, function(x, argument) as_element(x, argument, owner)))
  fed <- as_feed(x, argument, owner, na = "error")
  if (is.atomic(x) && is_scalar(x)) fed$reshape(as_tuple(list())) else fed
}

#' @rdname range_dataset
#' @export
sparse_tensor_slices_dataset <- function(sparse_tensor) {
  if (!inherits(sparse_tensor, "tensorflow.python.framework.sparse_tensor.SparseTensor")) {
    owner <- "sparse_tensor_slices_dataset"
    stop_argument("sparse_tensor", "be a sparse tensor", describe_class(sparse_tensor), owner = owner)
  }
  tensor_slices_dataset(sparse_tensor)
}
