# R values from Python objects; those of tensors are in python-tensor.R.

#' Convert a Python value to an R value
#'
#' A tuple or list becomes an unnamed list, a dict a named list, recursively; tensors are unchanged.
#' @noRd
as_r <- function(x) {
  if (!is_python(x)) return(if (is.list(x)) lapply(x, as_r) else x)
  kind <- sub("^python\\.builtin\\.", "", class(x)[[1]])
  switch(kind,
    tuple = ,
    list = lapply(items_of(x), as_r),
    dict = lapply(entries_of(x), as_r),
    # reticulate would wrap ints beyond 32 bits around.
    int = whole_numbers(reticulate::py_to_r(builtins()$float(x))),
    float = ,
    bool = ,
    str = ,
    NoneType = reticulate::py_to_r(x),
    with_own_methods(x)
  )
}

# Python values as R values, without loss: bytes are text, or raw if they have NUL in them, and ints that R's numbers
# cannot hold are text. A list of values of one type is a vector.
plain_values <- function(x) {
  if (!is_python(x)) return(x)
  switch(sub("^python\\.builtin\\.", "", class(x)[[1]]),
    dict = lapply(entries_of(x), plain_values),
    tuple = ,
    list = simplified(lapply(items_of(x), plain_values)),
    bytes = text_of_bytes(x),
    int = tryCatch(as_r(x), prelayer_error = function(error) as_text(x)),
    as_r(x)
  )
}

simplified <- function(items) {
  is_plain <- all(lengths(items) == 1) && length(unique(lapply(items, class))) == 1 && !is.list(items[[1]])
  if (is_plain) unlist(items) else items
}

text_of_bytes <- function(x) {
  digits <- as_r(call_method(x, "hex"))
  starts <- 2L * seq_len(nchar(digits) %/% 2L) - 1L
  bytes <- if (length(starts) > 0) as.raw(strtoi(substring(digits, starts, starts + 1L), 16L)) else raw()
  if (any(bytes == 0)) return(bytes)
  text <- rawToChar(bytes)
  Encoding(text) <- if (validUTF8(text)) "UTF-8" else "bytes"
  text
}

# A Python method that returns plain data, with whole numbers that keep their value.
with_r_numbers <- function(method, name) {
  numbers <- reticulate::import("prelayer.r.r_numbers", convert = FALSE)
  plain <- reference_of(method)
  function(...) owned_by(name, py_try(reticulate::py_to_r(numbers$with_r_numbers(reticulate::py_call(plain, ...)))))
}

# The items of a tuple or list, and the entries of a dict by name, as Python objects. reticulate::iterate() would
# convert them, or, for an iterator without conversion, return objects whose members are not converted either.
items_of <- function(x) lapply(seq_len(reticulate::py_len(x)) - 1L, function(place) reticulate::py_get_item(x, place))

entries_of <- function(dict) {
  keys <- items_of(builtins()$list(dict))
  stats::setNames(lapply(keys, function(key) reticulate::py_get_item(dict, key)), vapply(keys, as_text, ""))
}

each_item <- function(iterator, ...) reticulate::iterate(iterator, ...)
next_item <- function(iterator, at_end) reticulate::iter_next(iterator, at_end)

# Whether reticulate, or keras3 in a list, may have wrapped ints beyond 32 bits around.
is_wrapped <- function(found) is.integer(found) && is.null(dim(found))

# A NumPy array of numbers as an array of R.
array_of_numpy <- function(x) {
  values <- reticulate::py_to_r(numpy()$asarray(x, "float64"))
  if (is.null(dim(values))) array(values, length(values)) else values
}

# The tokens of a layer as a vector. Bytes that are not UTF-8, which reticulate would drop, are kept.
tokens_of <- function(layer, include_special_tokens = TRUE) {
  operator <- reticulate::import("operator", convert = FALSE)
  each <- function(items, method, ...) builtins()$list(builtins()$map(operator$methodcaller(method, ...), items))
  list_them <- operator$methodcaller("get_vocabulary", include_special_tokens = include_special_tokens)
  tokens <- reticulate::py_call(list_them, layer)
  result <- as.vector(unlist(without_nul(reticulate::py_to_r(tokens))))
  if (!is.character(result)) return(whole_numbers(as.vector(reticulate::py_to_r(numpy()$asarray(tokens, "float64")))))
  # Latin-1 has a character for every byte.
  bytes <- each(each(tokens, "encode", "utf-8", "surrogateescape"), "decode", "latin-1")
  result <- iconv(unlist(reticulate::py_to_r(bytes)), "UTF-8", "ISO-8859-1")
  Encoding(result) <- ifelse(validUTF8(result), "UTF-8", "unknown")
  result
}

# Not py_str(), for which tensorflow has methods.
as_text <- function(x) reticulate::import_builtins()$str(x)

# A Python iterator that applies an R function to each item and passes its errors on.
mapped_iterator <- function(iterable, fun) reticulate::import_builtins()$map(fun, iterated_off_main_thread(iterable))
