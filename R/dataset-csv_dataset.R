#' CSV and Parquet files as a dataset
#'
#' Features come by name, with a label if it is named. The first rows tell the types: whole numbers are int64, other
#' numbers float32 (float64 where they are too large for it, or all are whole and would change), everything else is
#' text, also whole numbers beyond int64 and a column without a value. Where whole numbers are missing they are floats,
#' wide enough for all that was seen, or text beyond 2^53. A row with another number of fields, or a value of another
#' type, is an error that names file, line, column and value. Fields in quotes may hold line ends; empty lines are no
#' rows, but in a file of one column a missing value.
#'
#' @param paths A file, a pattern such as "part-*.csv", which leaves out hidden files, or a vector of them. Names that
#'   end in ".gz" are unpacked; ".parquet" files are read by Arrow (Python's pyarrow), which tells the types.
#' @param batch_size Rows in a batch; `NULL` for single rows.
#' @param column_names The names of all columns, instead of those in the header, which is left out. Where the first
#'   line is a row of data already, say `header = FALSE` too.
#' @param column_defaults A value for missing ones, or a type (`tf$float32`, `tf$float64`,
#'   `tf$int32`, `tf$int64`, `tf$string`), for each column of the result in a list, or for some of
#'   them in a named list. `0` makes a column of float32, `0L` one of int64, `""` one of text. Types
#'   that are given are not told from the rows.
#' @param label_name The column that is the label.
#' @param select_columns The columns to keep, by name, or by place, counted from 0.
#' @param field_delim The character between fields.
#' @param use_quote_delim Whether quotes enclose a field; otherwise they are part of the text.
#' @param na_value What stands for a missing value, besides nothing at all. [write.csv()] writes
#'   "NA".
#' @param header Whether the first line of each file has the names of the columns.
#' @param num_epochs How often to go through the files; `NULL` for without end.
#' @param shuffle Whether to shuffle files and rows, in another order each epoch.
#' @param shuffle_buffer_size The rows among which the next one is drawn.
#' @param shuffle_seed A whole number that makes shuffling repeatable.
#' @param prefetch_buffer_size Batches made in advance; `NULL` to let TensorFlow decide.
#' @param num_rows_for_inference The rows that tell the types; `NULL` for all.
#' @param compression_type "GZIP", "ZLIB", "" for none; `NULL` to tell by the name.
#' @param ignore_errors The older name of `on_error`: `TRUE` is "skip", `FALSE` is "raise".
#' @param encoding How text is written in the files.
#' @param na What becomes of missing values in features: "error"; "mask": `NaN`, or the empty text,
#'   which is the mask of lookups; "token": `NaN`, or the text `"[NA]"`, which no other value may be
#'   then. In the label they are always an error. What `column_defaults` gives stands for them in any case.
#' @param on_error What to do about a row that cannot be read: "raise" (or `NULL`) an error, "skip" it, so
#'   that [report()] lists its file, line and reason. A file that cannot be read, or has another header,
#'   is always an error.
#' @param split The parts to return, each with about its share: `c(train = 0.8, test = 0.2)`. A hash of its
#'   text tells where a row belongs, whatever other rows there are. Each part reads the files for itself;
#'   the first one alone is shuffled.
#' @param stratify An error; [dataset_from_frame()] has all rows, and so exact shares by class.
#' @param group The column of whose values each is in one part only.
#' @param split_by The column, such as an id, whose values are hashed instead of the rows.
#' @returns A dataset of named lists of features, or of `list(features, label)`; a named list of datasets
#'   with `split`. [schema()] has their names and dtypes. The number of batches is known where all rows tell the types,
#'   of Parquet files without `split`, and where rows are counted: up to 150,000 (16 MiB, unpacked) in up to 1,000 local
#'   files, with `split` or `on_error = "skip"` up to 25,000 (4 MiB), fewer where many are skipped. Otherwise
#'   [dataset_cardinality()] is unknown, and Keras warns at the end of an epoch that it ran out of data. Reading is an
#'   error if a file whose rows are known by number has more or fewer of them by then.
#' @family datasets
#' @examplesIf has_python()
#' path <- tempfile(fileext = ".csv")
#' write.csv(data.frame(shop = c("A", "B"), size = c(1.5, NA), sold = c(7, 9)), path, row.names = FALSE)
#' csv_dataset(path, label_name = "sold", na_value = "NA", na = "mask") %>% dataset_collect()
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
