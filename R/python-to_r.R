# R values from Python objects, and their members.

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
    dict = stats::setNames(lapply(items_of(x$values()), as_r), vapply(items_of(x$keys()), as_text, "")),
    # reticulate would wrap ints beyond 32 bits around.
    int = whole_numbers(reticulate::py_to_r(builtins()$float(x))),
    float = ,
    bool = ,
    str = ,
    NoneType = reticulate::py_to_r(x),
    with_own_methods(x)
  )
}

# A Python method that returns plain data, with whole numbers that keep their value.
with_r_numbers <- function(method, name) {
  numbers <- reticulate::import("prelayer.r.r_numbers", convert = FALSE)
  plain <- reference_of(method)
  function(...) reticulate::py_to_r(numbers$with_r_numbers(reticulate::py_call(plain, ...), name))
}

items_of <- function(x) each_item(builtins()$iter(x), simplify = FALSE)

each_item <- function(iterator, ...) reticulate::iterate(iterator, ...)
next_item <- function(iterator, at_end) reticulate::iter_next(iterator, at_end)

# A new R object for the same Python object.
new_reference <- function(x) reticulate::py_get_item(as_tuple(list(x)), 0L)

# Whether reticulate, or keras3 in a list, may have wrapped ints beyond 32 bits around.
is_wrapped <- function(found) is.integer(found) && is.null(dim(found))

member_of <- function(object, name) reticulate::py_get_attr(object, name)

has_member <- function(object, name) reticulate::py_has_attr(object, name)

has_values <- function(tensor) has_member(tensor, "numpy")

# The Python representation in a list, with quoted text.
quoted <- function(x) reticulate::py_repr(to_python(x))

#' The values of a tensor, with strings decoded from UTF-8
#' @noRd
values_of <- function(tensor) {
  # Keras variables store their dtype as a name.
  if (is.character(tensor$dtype)) tensor <- tf$convert_to_tensor(tensor)
  dtype <- tensor$dtype$name
  if (dtype == "string") return(strings_of(tensor))
  if (dtype %in% c("bfloat16", "float16")) tensor <- tf$cast(tensor, "float32")
  if (dtype %in% c("uint32", "uint64")) tensor <- tf$cast(tensor, "float64")
  values <- tensor$numpy()
  if (dtype %in% c("int64", "uint32", "uint64")) whole_numbers(values) else values
}

strings_of <- function(tensor) {
  flat <- numpy()$ravel(numpy()$asarray(tensor), order = "F")$tolist()
  decoded <- tryCatch(
    builtins()$list(builtins()$map(builtins()$bytes$decode, flat)),
    error = function(error) {
      stop_prelayer("`x` must hold UTF-8, but it does not. Mend it first, with tf$strings$unicode_transcode().")
    }
  )
  as.character(without_nul(reticulate::py_to_r(decoded)))
}

# R strings cannot contain NUL.
without_nul <- function(expr) {
  tryCatch(expr, `Rcpp::embedded_nul_in_string` = function(error) {
    stop_prelayer(paste(
      "Text with NUL in it cannot be text of R. Replace NUL first, as by",
      "tf$strings$regex_replace(x, \"\\\\x00\", \" \")."
    ))
  })
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
