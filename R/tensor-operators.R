# Tensor arithmetic uses Keras's functions, which promote dtypes by the same rules in eager mode, in graphs and in
# models: a number never changes a tensor's dtype, except that division converts whole numbers to floats.
operators <- c(
  "+" = "add", "-" = "subtract", "*" = "multiply", "/" = "true_divide", "^" = "power",
  "%%" = "mod", "%/%" = "floor_divide", "==" = "equal", "!=" = "not_equal", "<" = "less",
  "<=" = "less_equal", ">" = "greater", ">=" = "greater_equal", "&" = "logical_and",
  "|" = "logical_or", "!" = "logical_not"
)

#' Arithmetic and comparison of tensors
#'
#' R's operators work on tensors, on the placeholders that a function gets in
#' [dataset_map()], and on the output of [layer_input()]: `~ list(.x / 255, .y)`.
#'
#' @param e1,e2 Tensors, numbers, vectors or arrays, at least one of them a tensor. A single number takes the
#'   dtype of the tensor if possible: an integer tensor times 2 is an integer tensor; times 0.5 or
#'   divided by 2 it is a float tensor.
#' @returns A tensor; of logical values for a comparison.
#' @name tensor-operators
#' @family tensors
#' @seealso [conversion] lists the rules between R and Python.
#' @eval search_words("arithmetic", "comparison", "logical operators")
#' @examplesIf has_python()
#' as_tensor(c(51, 255)) / 255
#' tensor_slices_dataset(1:4) %>%
#'   dataset_filter(~ .x %% 2 == 0) %>%
#'   dataset_map(~ .x^2) %>%
#'   dataset_collect()
NULL

operate_on_tensors <- function(e1, e2) {
  operate(.Generic, if (missing(e2)) list(e1) else list(e1, e2))
}

operate <- function(operator, operands) {
  values <- unname(lapply(operands, function(x) as_py(whole(x), operator)))
  if (any(vapply(operands, is_text, NA))) return(compare_text(operator, values))
  if (length(values) == 1 && operator == "+") return(values[[1]])
  name <- if (length(values) == 1 && operator == "-") "negative" else operators[[operator]]
  do.call(call_keras, c(name, values), quote = TRUE)
}

# Keras's operations do not support strings.
compare_text <- function(operator, values) {
  if (!operator %in% c("==", "!=")) {
    stop_prelayer(sprintf("Text can be compared by == and != but not used with %s; see tf$strings.", operator))
  }
  py_try(if (operator == "==") tf$equal(values[[1]], values[[2]]) else tf$not_equal(values[[1]], values[[2]]))
}
