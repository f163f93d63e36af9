#' Conversion of values between R and Python
#'
#' The same rules apply to all values converted between R and Python: the inputs of layers and of [adapt()], the
#' arguments of [as_tensor()], of the functions of `tf` and of datasets, and the returned values. Conversion never loses
#' data silently: a value that no rule preserves raises an error that names the argument, the value and a remedy.
#'
#' # From R to Python
#'
#' | in R | as a tensor | in a dataset |
#' |---|---|---|
#' | text in any encoding and locale | string, UTF-8 | string, UTF-8 |
#' | bytes that are not text | string, the same bytes | string, the same bytes |
#' | double | float64 | float32 |
#' | whole doubles that float32 cannot represent, such as 16777217 | float64 | an error |
#' | integer | int32 | int64 |
#' | `integer64` | int64 | int64 |
#' | logical | bool | bool |
#' | complex | complex128 | complex128 |
#' | raw | uint8 | uint8 |
#' | factor, ordered or not | string, its labels | string, its labels |
#' | Date, POSIXct, POSIXlt | depends on the layer | depends on the function |
#' | difftime | an error | an error |
#' | `NA` of any type | an error | depends on `na` |
#' | `NaN`, `Inf`, `-Inf` | unchanged | unchanged |
#' | a vector of length one | a scalar | one row |
#' | `I()` around a vector | a vector, also of length one | rows |
#' | a matrix or array | with the same dimensions | one row per index of the first dimension |
#' | an unnamed list | a Python tuple | a Python tuple |
#' | a named list | a Python dictionary | a Python dictionary |
#' | a data frame or tibble | a Python dictionary, or a matrix for a layer | a Python dictionary of columns |
#' | a list column, a list in `I()` | ragged | ragged |
#' | `NULL` | Python's null value | Python's null value |
#' | a Python object | unchanged | unchanged |
#'
#' Layers compute in float32 for any input dtype, and accumulate statistics in float64. Names of vectors,
#' dimnames and row names are not converted. Either all elements of a list have a name or none; names are unique.
#'
#' # Factors
#'
#' A factor is converted to its labels, so the result does not depend on which rows or levels are present:
#' `layer_string_lookup(vocabulary = levels(x))` maps each label to the same index, in the order of the levels,
#' and other values to the OOV (out-of-vocabulary) index. A factor column of [dataset_from_frame()] also keeps its
#' levels: they determine the class indices of a target, and the values of a [categorical_column()].
#'
#' # NA
#'
#' R has missing values in every type, Python only in floats. Layers with a rule for missing values
#' (`mask_token`, `mask_value`, `missing`) accept `NA`; others reject it. Functions that create datasets
#' have an argument `na`:
#'
#' | type | `na = "error"` | `na = "mask"` | `na = "token"` |
#' |---|---|---|---|
#' | text, factor | an error | `""` | `"[NA]"` |
#' | double | an error | `NaN` | `NaN` |
#' | integer, `integer64`, logical | an error | `NaN`, in float32 | `NaN`, in float32 |
#'
#' The error names the column and the number of missing values. A factor level that is `NA`, as made by [addNA()],
#' is missing, too, and is not a class. `NaN` is a number for layers and [tensor_slices_dataset()]; in the columns of
#' [dataset_from_frame()] it is missing, as in any table in Python. The text `"NA"` is not missing. If the data already
#' contains the text `""` or `"[NA]"`, the rule that would replace `NA` by it raises an error; whole numbers that
#' float32 cannot represent also raise an error. In the text files of [csv_dataset()] an empty field is missing, quoted
#' or not. `NA` within a list column of [dataset_from_frame()] follows the same rules; `NULL` there is a row without
#' elements, and a list of single values of one type, as JSON readers return it, is a vector.
#'
#' # Dates and times
#'
#' [layer_datetime_features()] accepts Date, POSIXct and POSIXlt, and [dataset_from_frame()] converts columns of them
#' to int64 microseconds since 1970-01-01 (UTC), which that layer accepts, too; a missing one is the lowest int64, which
#' is missing for the layer.
#'
#' Elsewhere they are an error, because they are numbers of days or seconds since an origin that only the user can
#' choose: `as.integer()` of a Date returns days and of a POSIXct whole seconds, since 1970-01-01 (UTC);
#' `as.numeric(x, units = "secs")` of a difftime returns seconds; `as.character()` returns text.
#'
#' # Options
#'
#' These rules hold for arguments that are not data, such as `max_tokens` or `image_size`. Where Python expects whole
#' numbers, 10 and 10L are equivalent, numbers from 2^31 on are integers too, and 10.5 raises an error that names the
#' argument. A vector is converted to a list, and a formula to a function.
#'
#' # From Python to R
#'
#' | in Python | `as.array()`, `as.vector()` and elements of lists |
#' |---|---|
#' | float16, bfloat16, float32, float64 | double |
#' | int8 to int64, uint8 to uint64 | integer; double where one is too large; an error from 2^53 on |
#' | bool | logical |
#' | complex64, complex128 | complex |
#' | string | text marked as UTF-8; an error if it is not valid UTF-8 or contains NUL |
#' | a scalar | an array of length one; as a tensor it has no `dim()` |
#' | a tensor with dimensions | an array with the same dimensions |
#' | ragged | a list with one element per row |
#' | sparse | an array, filled with zeros |
#' | a tuple or list | an unnamed list |
#' | a dictionary | a named list |
#' | the null value | `NULL` |
#'
#' Indices, such as those of tokens and classes, count from 0 in tensors, in both languages; [decode_labels()] and
#' [get_vocabulary()] convert them to names.
#'
#' @examplesIf has_python()
#' as_tensor(factor(c("b", "a")))
#' tensor_slices_dataset(data.frame(size = c(1.5, 2), count = 1:2))$element_spec
#' tensor_slices_dataset(c("a", NA), na = "mask") %>% dataset_collect()
#' @family datasets from R values
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("NA", "missing values", "factor", "dates", "POSIXct", "integer", "int64", "data types", "dtype",
#'   "encoding", "UTF-8", "type conversion", "list", "data frame", "datasets")
#' @name conversion
#' @aliases conversions
NULL
