# What roxygen2 evaluates when it writes the help.

# Descriptions of arguments, taken from the Python docstrings: `@eval py_params("Rescaling")`. Parameters that the R
# page describes itself are listed in `except`.
py_params <- function(name, except = NULL) {
  common <- list(name = "The layer's name: a string, or NULL for one made from the class.")
  described <- utils::modifyList(common, python_texts(name))
  arguments <- names(formals(get(r_name(name), envir = topenv())))
  wanted <- setdiff(arguments, c("object", "...", except))
  absent <- setdiff(wanted, names(described))
  if (length(absent) > 0) stop(name, " does not describe ", toString(absent), call. = FALSE)
  c(
    if ("object" %in% arguments) paste("@param object", object_param),
    sprintf("@param %s %s", wanted, vapply(described[wanted], r_text, "")),
    if ("..." %in% arguments) "@param ... Arguments of every layer, such as `name` and `dtype`."
  )
}

object_param <- paste(
  "Missing, to return the layer; a Sequential model or an augmentation pipeline, to add the layer to it; a dataset, to",
  "map the layer over it; or the input of the layer: a tensor, a vector or array, or the output of another layer."
)

# The texts of the arguments of a public Python class or function, by name.
python_texts <- function(name) {
  Filter(Negate(is.null), lapply(described_parameters("prelayer", name), function(parameter) parameter$doc))
}

# Converts Python syntax to R, and formats the text for Rd.
r_text <- function(text) {
  words <- c(
    "\\bNone\\b" = "NULL", "\\bTrue\\b" = "TRUE", "\\bFalse\\b" = "FALSE",
    "`\\[([^]`]*)\\]`" = "`c(\\1)`", "\\bmath\\.pi\\b" = "pi"
  )
  for (word in names(words)) text <- gsub(word, words[[word]], text, perl = TRUE)
  paste0(toupper(substr(text, 1, 1)), substr(text, 2, nchar(text)), if (!grepl("\\.$", text)) ".")
}

# Words that users search for with `??`, which neither the title nor an alias has: `@eval search_words("one-hot")`.
search_words <- function(...) paste("@concept", c(...))
