#' What R's values become in Python, and back
#'
#' One set of rules for all values converted between R and Python: what layers are called on and learn from, what
#' [as_tensor()], `tf`'s functions and datasets take, and what comes back. Nothing is lost in silence: what
#' has no rule that keeps it is an error that names the argument, the value and what to do.
#'
#' # From R to Python
#'
#' | in R | a tensor | in a dataset |
#' |---|---|---|
#' | text, whatever its encoding or the locale | string, UTF-8 | string, UTF-8 |
#' | bytes that are no text | string, these bytes | string, these bytes |
#' | double | float64 | float32 |
#' | whole doubles that float32 cannot hold, such as 16777217 | float64 | an error |
#' | integer | int32 | int64 |
#' | `integer64` | int64 | int64 |
#' | logical | bool | bool |
#' | complex | complex128 | complex128 |
#' | raw | uint8 | uint8 |
#' | factor, also an ordered one | string, its labels | string, its labels |
#' | Date, POSIXct, POSIXlt, difftime | an error | an error |
#' | `NA` of any type | an error | as `na` says |
#' | `NaN`, `Inf`, `-Inf` | themselves | themselves |
#' | a vector of length one | one value | one row |
#' | `I()` around a vector | a vector, also of length one | rows |
#' | a matrix or array | with its dimensions | a row for each entry of the first one |
#' | an unnamed list | a tuple | a tuple |
#' | a named list | a dict | a dict |
#' | a data frame or tibble | a dict, or a matrix for a layer | a dict of columns |
#' | a list column, a list in `I()` | ragged | ragged |
#' | `NULL` | `None` | `None` |
#' | a Python object | itself | itself |
#'
#' Layers compute in float32 whatever they get, and sum up what they learn in float64. Names of vectors,
#' dimnames and row names are no data, and stay behind. Names of lists are all there or none, and differ.
#'
#' # Factors
#'
#' A factor is its labels, so that it does not matter which rows or levels there are:
#' `layer_string_lookup(vocabulary = levels(x))` gives each label the same index, in the order of the levels,
#' and others the index of what is unknown. As a column of [dataset_from_frame()] it also has its levels: they
#' number the classes of a target, and the values of a [categorical_column()].
#'
#' # NA
#'
#' R marks what is missing in every type, and Python in floats only. Layers with a rule for missing values
#' (`mask_token`, `mask_value`, `missing`) take `NA`; to others it is an error. Functions that make datasets
#' have an argument `na`:
#'
#' | type | `na = "error"` | `na = "mask"` | `na = "token"` |
#' |---|---|---|---|
#' | text, factor | an error | `""` | `"[NA]"` |
#' | double | an error | `NaN` | `NaN` |
#' | integer, `integer64`, logical | an error | `NaN`, in float32 | `NaN`, in float32 |
#'
#' The error names the column and how many are missing. A level of a factor that is `NA`, as [addNA()] makes it,
#' is missing, too, and no class. `NaN` is a number to layers and [tensor_slices_dataset()]; in the columns of
#' [dataset_from_frame()] it is missing, as in any table of Python. Text `"NA"` is text. Where `""` or `"[NA]"`
#' stands in the data already, the rule that would make `NA` of it is an error, and so are whole numbers that
#' float32 cannot hold. In the text files of [csv_dataset()] nothing between delimiters is missing, in quotes or
#' not. `NA` within a list column of [dataset_from_frame()] follows the same rules; `NULL` there is a row without
#' elements, and a list of single values of one type, as readers of JSON give it, is a vector.
#'
#' # Dates and times
#'
#' They are numbers of days or seconds since some day, and which ones is for you to say: `as.integer()` of a
#' Date gives days and of a POSIXct whole seconds, since 1970-01-01 (UTC); `as.numeric(x, units = "secs")` of
#' a difftime gives seconds; `as.character()` gives text.
#'
#' # Options
#'
#' Arguments that are no data, such as `max_tokens` or `image_size`: where Python takes whole numbers, 10 and
#' 10L are alike, numbers of 2^31 and more are integers too, and 10.5 is an error that names the argument. A
#' vector is a list, a formula a function.
#'
#' # From Python to R
#'
#' | in Python | `as.array()`, `as.vector()` and elements of lists |
#' |---|---|
#' | float16, bfloat16, float32, float64 | double |
#' | int8 to int64, uint8 to uint64 | integer; double where one is too large; an error from 2^53 on |
#' | bool | logical |
#' | complex64, complex128 | complex |
#' | string | text marked as UTF-8; an error where it is none, or has NUL in it |
#' | a scalar | an array of length one, without `dim()` as a tensor |
#' | a tensor with dimensions | an array with these |
#' | ragged | a list with an element for each row |
#' | sparse | an array, filled with zeros |
#' | a tuple or list | an unnamed list |
#' | a dict | a named list |
#' | `None` | `NULL` |
#'
#' Indices, such as those of tokens and classes, count from 0 in tensors, in both languages; [decode_labels()] and
#' [get_vocabulary()] lead back to names.
#'
#' @examplesIf has_python()
#' as_tensor(factor(c("b", "a")))
#' tensor_slices_dataset(data.frame(size = c(1.5, 2), count = 1:2))$element_spec
#' tensor_slices_dataset(c("a", NA), na = "mask") %>% dataset_collect()
#' @family datasets
#' @name conversion
#' @aliases conversions
NULL

convert_arguments <- function(arguments, convert, labels = "inputs") {
  given <- rlang::names2(arguments)
  places <- c(labels, rep(utils::tail(c("inputs", labels), 1), length(given)))[seq_along(given)]
  Map(convert, arguments, ifelse(given == "", places, given))
}
