#' Create a dataset from arrays, vectors or a data frame
#'
#' Numbers become float32, whole numbers int64, the dtypes expected by models; whole numbers that float32 cannot
#' represent, such as long ids that R reads as doubles, raise an error. [conversion] lists the rules for all other
#' types. A tensor keeps its dtype.
#'
#' @param tensors Data to slice along its first dimension: a vector, matrix, array or tensor, or
#'   a (nested) list of them. Lists and data frames determine the structure of an element; see
#'   [datasets].
#' @param na How to handle `NA`. "error" names the column and the number of missing values. "mask" converts it to the
#'   values that layers treat as missing: `""` in text and factors, the mask of a lookup with `mask_token = ""`, and
#'   `NaN` in numbers and logical values, which become float32. "token" converts missing text to the token `"[NA]"`,
#'   which gets its own index, and all other types as "mask" does, since they have no tokens. If the data already
#'   contains this text, an error is raised, so that it is never confused with `NA`.
#' @returns A dataset with one element per row.
#' @family datasets from R values
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("dataset from arrays", "vectors", "matrix", "data frame", "rows", "missing values", "datasets")
#' @examplesIf has_python()
#' tensor_slices_dataset(list(c("good", "bad"), c(1L, 0L))) %>%
#'   dataset_collect()
#'
#' visits <- data.frame(shop = c("A", NA), count = c(3L, NA))
#' tensor_slices_dataset(visits, na = "mask") %>%
#'   dataset_batch(2) %>%
#'   dataset_collect()
#' @export
tensor_slices_dataset <- function(tensors, na = "error") {
  owner <- "tensor_slices_dataset"
  check_rows(tensors, owner)
  check_na_rule(na, owner)
  py_try(tf$data$Dataset$from_tensor_slices(as_feed(tensors, "tensors", owner, na)))
}

check_na_rule <- function(na, owner) owned_by(owner, checks$one_of("na", na, list("error", "mask", "token")))

# Data has rows, also if there is only one.
as_data <- function(x, argument) as_py(with_rows(x), argument)

with_rows <- function(x) {
  if (is.null(x) || is_python(x)) return(x)
  if (is.list(x)) return(lapply(x, with_rows))
  if (is.factor(x)) x <- as.character(x)
  if (is.atomic(x)) I(x) else x
}

check_rows <- function(tensors, owner) {
  if (is.data.frame(tensors) && length(tensors) == 0) {
    stop_argument("tensors", "have columns", found = "it has none", owner = owner)
  }
  rows <- row_counts(tensors)
  if (is.null(rows)) {
    stop_argument("tensors", "be data with rows or a list of it", describe_class(tensors), owner = owner)
  }
  rows <- rows[!is.na(rows)]
  if (length(unique(rows)) > 1) {
    found <- paste("they have", paste(rows, collapse = " and "))
    stop_argument("tensors", "all have the same number of rows", found = found, owner = owner)
  }
}

# NA for Python objects, whose rows Python checks.
row_counts <- function(x) {
  if (is_python(x)) return(NA)
  if (is.data.frame(x)) return(nrow(x))
  if (is_ragged(x)) return(length(x))
  if (is.list(x)) return(unlist(lapply(x, row_counts), use.names = FALSE))
  if (is.atomic(x) && !is.null(x)) NROW(x)
}
