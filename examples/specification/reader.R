# Runs preprocessing from a specification, with R and jsonlite alone.
#
#     Rscript reader.R FILE
#
# computes the conformance inputs of the file and prints how many values differ from its outputs.
# docs/specification.md describes the format. A value is a vector, a matrix, or a list with a vector or matrix for each
# row. A text is the base64 of its bytes, an int64 its digits, because R's numbers are exact up to 2^53 only.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
is_script <- length(script) == 1 && basename(script) == "reader.R"
folder <- if (is_script) dirname(script) else getOption("reader.folder", ".")
for (part in c("text", "numbers", "categories")) source(file.path(folder, sprintf("reader_%s.R", part)), local = TRUE)

# ---- Values of JSON --------------------------------------------------------------------------------------------------

to_number <- function(x) if (is.character(x)) as.numeric(x) else as.double(x)
to_numbers <- function(list) vapply(list, to_number, 0)
to_digits <- function(list) vapply(list, function(x) if (is.character(x)) x else sprintf("%.0f", x), "")
to_texts <- function(list) vapply(list, function(x) if (is.character(x)) text_of(x) else x$base64, "")

# The values of each row of a tensor in the conformance section.
read_rows <- function(content, dtype) {
  read <- if (dtype == "string") unlist else if (dtype == "int64") to_digits else to_numbers
  values <- read(content$values)
  shape <- content$shape
  if (!is.null(content$indices)) {
    flat <- rep(if (dtype == "int64") "0" else 0, prod(unlist(shape)))
    flat[to_numbers(content$indices) + 1] <- values
    values <- flat
  }
  sizes <- if (is.null(content$row_lengths)) {
    rep(prod(unlist(shape[-1])), shape[[1]])
  } else {
    to_numbers(content$row_lengths) * prod(unlist(shape[-(1:2)]))
  }
  split_rows(values, sizes)
}

# Splits a vector into rows of the given sizes, some of which may be 0.
split_rows <- function(values, sizes) {
  rows <- factor(rep(seq_along(sizes), sizes), levels = seq_along(sizes))
  unname(split(values, rows))
}

# The values of each row of a vector, a matrix or a list, in order.
rows_of <- function(value) {
  if (is.list(value)) return(lapply(value, function(row) if (is.matrix(row)) c(t(row)) else row))
  if (is.matrix(value)) lapply(seq_len(nrow(value)), function(row) value[row, ]) else as.list(value)
}

# A matrix of rows that have the same length, which may be 0.
as_matrix <- function(rows) {
  values <- unlist(rows)
  matrix(if (is.null(values)) numeric() else values, nrow = length(rows), byrow = TRUE)
}

kinds <- list(
  CategoryEncoding = category_encoding, Concatenate = concatenate, Discretization = discretization,
  Imputation = imputation, IntegerLookup = integer_lookup, Log = log_node, MinMaxScaling = min_max_scaling,
  Normalization = normalization, Rescaling = rescaling, RobustScaling = robust_scaling,
  StringLookup = string_lookup, TextVectorization = text_vectorization
)

# ---- The whole -------------------------------------------------------------------------------------------------------

# The outputs by name, for inputs by name.
run_specification <- function(document, inputs) {
  if (document$format != "prelayer-specification" || document$version != 1) stop("Only version 1 is read.")
  values <- inputs
  for (node in document$nodes) {
    arguments <- unname(values[unlist(node$inputs)])
    values[[node$name]] <- do.call(kinds[[node$kind]], c(list(node), arguments, list(tables = document$tables)))
  }
  outputs <- lapply(document$outputs, function(one) values[[one$value]])
  stats::setNames(outputs, vapply(document$outputs, `[[`, "", "name"))
}

# How many values of the outputs differ, and how many there are.
run_conformance <- function(document) {
  content <- document$conformance
  names <- vapply(document$inputs, `[[`, "", "name")
  inputs <- stats::setNames(lapply(document$inputs, function(one) {
    rows <- read_rows(content$inputs[[one$name]], one$dtype)
    if (length(one$shape) == 1) unlist(rows) else as_matrix(rows)
  }), names)
  outputs <- run_specification(document, inputs)
  counts <- vapply(document$outputs, function(one) {
    wanted <- read_rows(content$outputs[[one$name]], one$dtype)
    found <- rows_of(outputs[[one$name]])
    stopifnot(length(wanted) == length(found))
    different <- mapply(differing, wanted, found, content$tolerance)
    c(sum(different), sum(lengths(wanted)))
  }, c(0, 0))
  rowSums(counts)
}

# How many values of a row differ; all of them if the lengths do.
differing <- function(wanted, found, tolerance) {
  if (length(wanted) != length(found)) return(max(length(wanted), length(found)))
  if (is.character(wanted)) {
    return(sum(wanted != if (is.numeric(found)) sprintf("%.0f", found) else found))
  }
  equal <- abs(wanted - found) <= tolerance * pmax(1, abs(wanted))
  equal <- ifelse(is.finite(wanted), equal, wanted == found)
  sum(!ifelse(is.nan(wanted), is.nan(found), !is.na(equal) & equal))
}

if (is_script) {
  document <- jsonlite::read_json(commandArgs(trailingOnly = TRUE)[[1]])
  counts <- run_conformance(document)
  cat(sprintf("%.0f of %.0f values differ.\n", counts[[1]], counts[[2]]))
  quit(status = as.integer(counts[[1]] > 0))
}
