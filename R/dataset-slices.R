#' A dataset from arrays, vectors or a data frame
#'
#' Numbers become float32, whole ones int64, as models take them; whole numbers that float32 cannot hold, such as long
#' ids that R reads as doubles, are an error. [conversion] has the rule for everything else. A tensor keeps its dtype.
#'
#' @param tensors What to slice along its first dimension: a vector, matrix, array or tensor, or
#'   a (nested) list of them. An unnamed list makes tuples, a named list or data frame dicts; see
#'   [datasets].
#' @param na What becomes of `NA`. "error" names the column and how many there are. "mask" gives what layers
#'   read as missing: `""` in text and factors, where `mask_token = ""` finds it, and `NaN` in numbers and
#'   logical values, which are float32 then. "token" gives text the token `"[NA]"`, which gets an index of its
#'   own, and is as "mask" for the others, which have no tokens. Text that stands in the data already is never
#'   taken for `NA`: that is an error.
#' @returns A dataset with one element for each row.
#' @family datasets
#' @examplesIf has_python()
#' tensor_slices_dataset(list(c("good", "bad"), c(1L, 0L)))
#' tensor_slices_dataset(data.frame(size = c(1.5, 2), shop = c("A", "B")))
#'
#' visits <- data.frame(shop = c("A", NA), count = c(3L, NA))
#' tensor_slices_dataset(visits, na = "mask") %>% dataset_collect()
#' @export
tensor_slices_dataset <- function(tensors, na = "error") {
  check_rows(tensors)
  check_na_rule(na, "tensor_slices_dataset")
  py_try(tf$data$Dataset$from_tensor_slices(as_feed(tensors, "tensors", "tensor_slices_dataset", na)))
}

check_na_rule <- function(na, owner) checks$one_of(owner, "na", na, list("error", "mask", "token"))

# Data has rows, also where there is only one of them.
as_data <- function(x, argument) as_py(with_rows(x), argument)

with_rows <- function(x) {
  if (is.null(x) || is_python(x)) return(x)
  if (is.list(x)) return(lapply(x, with_rows))
  if (is.factor(x)) x <- as.character(x)
  if (is.atomic(x)) I(x) else x
}

check_rows <- function(tensors) {
  if (is.data.frame(tensors) && length(tensors) == 0) stop_prelayer("tensor_slices_dataset: `tensors` has no columns.")
  rows <- row_counts(tensors)
  if (is.null(rows)) {
    stop_prelayer(sprintf(
      "tensor_slices_dataset: `tensors` must be data with rows or a list of it, but it is %s.",
      describe_class(tensors)
    ))
  }
  rows <- rows[!is.na(rows)]
  if (length(unique(rows)) > 1) {
    stop_prelayer(sprintf(
      "tensor_slices_dataset: `tensors` must all have the same number of rows, but they have %s.",
      paste(rows, collapse = " and ")
    ))
  }
}

# NA where Python keeps count.
row_counts <- function(x) {
  if (is_python(x)) return(NA)
  if (is.data.frame(x)) return(nrow(x))
  if (is_ragged(x)) return(length(x))
  if (is.list(x)) return(unlist(lapply(x, row_counts), use.names = FALSE))
  if (is.atomic(x) && !is.null(x)) NROW(x)
}
