# Parameter descriptions taken from Python docstrings when roxygen2 runs: `@eval py_params("Rescaling")`. Parameters
# that the R page describes itself are listed in `except`.

py_params <- function(name, except = NULL) {
  common <- list(name = "The layer's name: a string, or NULL for one made from the class.")
  described <- utils::modifyList(common, python_arguments(docstring_of(member(prelayer, name))))
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

# The entries under `Args:` of a docstring, by name.
python_arguments <- function(docstring) {
  lines <- strsplit(docstring, "\n")[[1]]
  start <- which(lines == "Args:")
  if (length(start) == 0) return(list())
  body <- lines[seq_along(lines) > start[[1]]]
  body <- body[cumsum(grepl("^\\S", body)) == 0]
  body <- body[nzchar(trimws(body))]
  heads <- grepl("^    \\*{0,2}\\w+( \\(.*\\))?:", body)
  entries <- split(sub("^    \\*{0,2}\\w+( \\(.*\\))?:", "", body), cumsum(heads))
  texts <- lapply(entries, function(lines) paste(trimws(lines), collapse = " "))
  stats::setNames(texts, sub("^    \\*{0,2}(\\w+).*", "\\1", body[heads]))
}

# Converts Python syntax to R, and formats the text for Rd.
r_text <- function(text) {
  words <- c(
    "\\bNone\\b" = "NULL", "\\bTrue\\b" = "TRUE", "\\bFalse\\b" = "FALSE",
    "`\\[([^]`]*)\\]`" = "`c(\\1)`", "\\bmath\\.pi\\b" = "pi"
  )
  text <- trimws(text)
  for (word in names(words)) text <- gsub(word, words[[word]], text, perl = TRUE)
  paste0(toupper(substr(text, 1, 1)), substr(text, 2, nchar(text)), if (!grepl("\\.$", text)) ".")
}
