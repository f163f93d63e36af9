#' Read CSV and Parquet files as a dataset
#'
#' Features are named; with `label_name` each element also has a label. The types of the columns are inferred from the
#' first rows: whole numbers are int64, other numbers float32 (float64 if they are too large for float32, or if all are
#' whole and would change), and everything else is text, such as TRUE and FALSE, numbers with leading zeros ("01067", as
#' in readr), whole numbers beyond int64 and columns without any value. Whole numbers with missing values are floats,
#' wide enough for all values seen, or text beyond 2^53. A row with a different number of fields, or a value of another
#' type, raises an error with the file, line, column and value. Quoted fields may contain line breaks; empty lines are
#' skipped, but are a missing value in a file with one column.
#'
#' @param paths A file, a pattern such as "part-*.csv", which skips hidden files, or a vector of them. Files whose names
#'   end in ".gz" are decompressed; ".parquet" files are read by Arrow (Python's pyarrow), which determines the types.
#' @param batch_size Rows per batch; `NULL` for single rows.
#' @param column_names The names of all columns, which replace those in the header; the header is skipped. If the first
#'   line is already a row of data, also set `header = FALSE`.
#' @param column_defaults A value that replaces missing ones, or a type (`tf$float32`, `tf$float64`,
#'   `tf$int32`, `tf$int64`, `tf$string`): a list with an entry for each column of the result, or a named list for some
#'   of them. `0` makes a column of float32, `0L` one of int64, `""` one of text. Types
#'   given here are not inferred from the rows.
#' @param label_name The column that is the label.
#' @param select_columns The columns to keep, by name, or by position, counted from 0.
#' @param field_delim The character between fields.
#' @param use_quote_delim Whether quotes enclose a field; otherwise they are part of the text.
#' @param na_value The text of a missing value, in addition to the empty field. [write.csv()] writes
#'   "NA".
#' @param header Whether the first line of each file has the names of the columns.
#' @param num_epochs How many times to read the files; `NULL` for an infinite dataset.
#' @param shuffle Whether to shuffle files and rows, in a different order each epoch.
#' @param shuffle_buffer_size The number of rows in the buffer from which the next row is sampled.
#' @param shuffle_seed A whole number that makes shuffling reproducible.
#' @param prefetch_buffer_size The number of batches prepared in advance; `NULL` lets TensorFlow choose.
#' @param num_rows_for_inference The number of rows from which types are inferred; `NULL` for all.
#' @param compression_type "GZIP", "ZLIB", or "" for none; `NULL` infers it from the file name.
#' @param ignore_errors The older name of `on_error`: `TRUE` is "skip", `FALSE` is "raise".
#' @param encoding The text encoding of the files.
#' @param na How to handle missing values in features: "error" raises; "mask" converts them to `NaN`, or to the empty
#'   text, which is the mask of lookups; "token" converts them to `NaN`, or to the text `"[NA]"`, which must not
#'   occur as a value. Missing labels are always an error. Defaults given in `column_defaults` take precedence.
#' @param on_error How to handle a row that cannot be read: "raise" (or `NULL`) an error, or "skip" it;
#'   [report()] then lists its file, line and reason. A file that cannot be read, or that has a different header,
#'   is always an error.
#' @param split The parts to return, each with its approximate share: `c(train = 0.8, test = 0.2)`. The part of a row
#'   is determined by a hash of its text, independently of the other rows. Each part reads the files separately;
#'   only the first one is shuffled.
#' @param stratify Raises an error; use [dataset_from_frame()], which has all rows and so can split by exact class
#'   shares.
#' @param group The column whose values must not be spread over several parts.
#' @param split_by The column, such as an id, whose values are hashed instead of the rows.
#' @returns A dataset of named lists of features, or of `list(features, label)`; a named list of datasets
#'   with `split`. [schema()] returns their names and dtypes. The number of batches is known if all rows are used for
#'   type inference, for Parquet files without `split`, and if rows are counted: up to 150,000 rows (16 MiB,
#'   decompressed) in up to 1,000 local files; with `split` or `on_error = "skip"` up to 25,000 rows (4 MiB), fewer if
#'   many are skipped. Otherwise [dataset_cardinality()] is unknown, and Keras warns at the end of an epoch that it ran
#'   out of data. Reading raises an error if a file has more or fewer rows than were counted before.
#' @family loaders
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("read csv", "Parquet", "delimited files", "large files", "tab separated", "missing values", "NA",
#'   "train test split", "datasets", "make_csv_dataset", "read_files", "read_csv")
#' @examplesIf has_python()
#' path <- tempfile(fileext = ".csv")
#' shops <- data.frame(shop = c("A", "B"), size = c(1.5, NA), sold = c(7, 9))
#' write.csv(shops, path, row.names = FALSE)
#' csv_dataset(path, label_name = "sold", na_value = "NA", na = "mask") %>%
#'   dataset_collect()
#' @export
csv_dataset <- function(paths, batch_size = 32, column_names = NULL, column_defaults = NULL,
                        label_name = NULL, select_columns = NULL, field_delim = ",",
                        use_quote_delim = TRUE, na_value = "", header = TRUE, num_epochs = 1,
                        shuffle = FALSE, shuffle_buffer_size = 10000, shuffle_seed = NULL,
                        prefetch_buffer_size = NULL, num_rows_for_inference = 10000,
                        compression_type = NULL, ignore_errors = NULL, encoding = "utf-8",
                        na = "error", on_error = NULL, split = NULL, stratify = NULL,
                        group = NULL, split_by = NULL) {
  as_r(prelayer$csv_dataset(
    paths = paths_of(paths, "csv_dataset", "paths"), batch_size = batch_size,
    column_names = several(column_names), column_defaults = column_defaults,
    label_name = label_name, select_columns = several(select_columns), field_delim = field_delim,
    use_quote_delim = use_quote_delim, na_value = na_value, header = header,
    num_epochs = num_epochs, shuffle = shuffle, shuffle_buffer_size = shuffle_buffer_size,
    shuffle_seed = shuffle_seed, prefetch_buffer_size = prefetch_buffer_size,
    num_rows_for_inference = num_rows_for_inference, compression_type = compression_type,
    ignore_errors = ignore_errors, encoding = encoding, na = na, on_error = on_error,
    split = as_shares(split), stratify = stratify, group = group, split_by = split_by
  ))
}
