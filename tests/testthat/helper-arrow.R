# Tables of Arrow, which R's Python has for the tests; where it has not, they are skipped.

needs_arrow <- function() {
  testthat::skip_if_not(reticulate::py_module_available("pyarrow"), "Python's pyarrow is not installed")
}

arrow <- function(part = NULL) reticulate::import(paste(c("pyarrow", part), collapse = "."), convert = FALSE)

# A table with the columns of the tests of Parquet: every kind of value, and gaps.
arrow_table <- function() {
  pa <- arrow()
  pa$table(reticulate::dict(
    whole = pa$array(list(1L, -2L, 3L), pa$int64()),
    decimal = pa$array(list(0.5, -1.25, 1e-3), pa$float64()),
    gaps = pa$array(list(1L, NULL, 3L), pa$int32()),
    text = pa$array(list("a", "D\u00e9licieux \u2615", NULL)),
    kind = pa$array(list("x", "y", "x"))$dictionary_encode(),
    truth = pa$array(list(TRUE, FALSE, TRUE))
  ))
}

write_parquet <- function(table, path = tempfile(fileext = ".parquet")) {
  arrow("parquet")$write_table(table, path)
  path
}
