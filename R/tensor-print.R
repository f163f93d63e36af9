# Tensors print as R's arrays, below a line with their dtype and dimensions; of large ones, the first values.

print_tensor <- function(x, ...) {
  print_values(x, function() {
    sizes <- dimensions(x)
    shown <- shown_sizes(sizes)
    values <- array_of(if (identical(shown, sizes)) x else first_of(x, shown))
    print_array(values, is.null(sizes))
    if (!identical(shown, sizes)) cat_shown(ranges_of(shown), ranges_of(sizes))
  })
}

print_ragged <- function(x, ...) {
  print_values(x, function() {
    rows <- dimensions(x)[[1]]
    shown <- min(rows, most_ragged)
    values <- array_of(if (shown < rows) first_of(x, shown) else x)
    numbers <- format(sprintf("[[%d]]", seq_along(values)))
    cat(trimws(paste(numbers, vapply(values, in_a_line, "")), "right"), sep = "\n")
    if (shown < rows) cat_shown(ranges_of(shown), ranges_of(rows))
  })
}

print_sparse <- function(x, ...) {
  print_values(x, function() {
    values <- member_of(x, "values")
    total <- dimensions(values)[[1]]
    shown <- min(total, most_ragged)
    places <- array_of(first_of(member_of(x, "indices"), shown)) + 1
    values <- array_of(first_of(values, shown))
    for (row in seq_len(shown)) cat(sprintf("[%s] %s\n", toString(places[row, ]), in_a_line(values[[row]])))
    if (total > shown) cat_shown(shown, paste(format(total, big.mark = ","), "values"))
  })
}

# The header and the values, or what Python prints where R cannot hold them.
print_values <- function(x, print_them) {
  cat(tensor_header(x), "\n", sep = "")
  if (!has_values(values_part(x))) return(invisible(x))
  lines <- tryCatch(utils::capture.output(print_them()), prelayer_error = function(error) as_text(x))
  cat(lines, sep = "\n")
  invisible(x)
}

# The dense tensor that has the values of a ragged or sparse one.
values_part <- function(x) {
  if (inherits(x, "tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor")) return(member_of(x, "flat_values"))
  if (inherits(x, "tensorflow.python.framework.sparse_tensor.SparseTensor")) return(member_of(x, "values"))
  x
}

tensor_header <- function(x) {
  kind <- c(
    ragged = "tensorflow.python.ops.ragged.ragged_tensor.RaggedTensor",
    sparse = "tensorflow.python.framework.sparse_tensor.SparseTensor",
    variable = "tensorflow.python.ops.variables.Variable"
  )
  kind <- names(kind)[kind %in% class(x)]
  what <- if (identical(kind, "variable")) kind else paste(c(kind, "tensor"), collapse = " ")
  if (!has_values(values_part(x))) what <- paste("symbolic", what)
  sizes <- if (!has_rank(x)) "of any shape" else if (is.null(dimensions(x))) "scalar" else
    sprintf("[%s]", toString(dimensions(x)))
  sprintf("<%s: %s %s>", what, dtype_of(x), sizes)
}

most_values <- 1000
most_ragged <- 10
first_sizes <- list(20, c(10, 10), c(6, 6, 2))

# The numbers of the first values that are printed, by dimension.
shown_sizes <- function(sizes) {
  if (is.null(sizes) || prod(sizes) <= most_values) return(sizes)
  rank <- length(sizes)
  first <- first_sizes[[min(rank, 3)]]
  as.integer(pmin(sizes, c(first, rep(1L, max(0, rank - 3)))))
}

first_of <- function(x, sizes) {
  slices <- lapply(sizes, function(size) builtins()$slice(as.integer(size)))
  py_try(call_method(x, "__getitem__", as_tuple(slices)))
}

cat_shown <- function(shown, total) cat("# shown: ", shown, " of ", total, "\n", sep = "")

ranges_of <- function(sizes) sprintf("[%s]", toString(paste0("1:", format_integers(sizes))))

format_integers <- function(sizes) vapply(sizes, format, "", big.mark = "", scientific = FALSE)

print_array <- function(values, is_scalar) {
  if (is_scalar || length(dim(values)) < 2) values <- as.vector(values)
  if (length(values) == 0) cat("(no values)\n") else print(values)
}

in_a_line <- function(values) {
  if (is.list(values)) return(toString(vapply(values, function(row) sprintf("[%s]", in_a_line(row)), "")))
  shown <- utils::head(as.vector(values), most_ragged)
  text <- if (is.character(shown)) encodeString(shown, quote = "\"") else vapply(shown, format, "", digits = 7)
  paste(c(text, if (length(values) > most_ragged) "..."), collapse = " ")
}
