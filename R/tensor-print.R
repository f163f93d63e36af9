# Tensors print as in Python, except for text, which Python shows as escaped bytes.

print_tensor <- function(x, ...) {
  shown <- if (is_text(x) && has_values(x)) with_text(x)
  print_python(x, shown)
}

print_ragged <- function(x, ...) {
  shown <- if (is_text(x) && has_values(member_of(x, "flat_values"))) rows_with_text(x)
  print_python(x, shown)
}

print_python <- function(x, shown = NULL) {
  cat(if (is.null(shown)) as_text(x) else shown, "\n", sep = "")
  invisible(x)
}

# NULL for bytes that are not text.
text_of <- function(x) tryCatch(array_of(x), prelayer_error = function(error) NULL)

with_text <- function(x) {
  values <- text_of(x)
  if (is.null(values)) return(NULL)
  shape <- as_text(member_of(x, "shape"))
  text <- if (is.null(dimensions(x))) quoted(as.vector(values)) else as_text(as_py(I(values)))
  sprintf("tf.Tensor(%s%s, shape=%s, dtype=string)", if (grepl("\n", text)) "\n" else "", text, shape)
}

# Longer tensors are printed by Python, which shows the first and last values.
longest_list <- 1000

rows_with_text <- function(x) {
  if (prod(dimensions(member_of(x, "flat_values"))) > longest_list) return(NULL)
  values <- text_of(x)
  if (is.null(values)) return(NULL)
  sprintf("<tf.RaggedTensor %s>", quoted(in_lists(values)))
}

in_lists <- function(values) {
  if (is.list(values)) return(lapply(values, in_lists))
  if (length(dim(values)) < 2) return(as.list(as.vector(values)))
  lapply(seq_len(nrow(values)), function(row) in_lists(take_row(values, row)))
}

take_row <- function(values, row) {
  array(take(values, row), dim(values)[-1])
}
