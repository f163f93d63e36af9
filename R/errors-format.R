# Formats the fields of Python exceptions as sentences with R syntax.

# `fields` are those of `prelayer.r.error_fields`.
format_fields <- function(fields, owner = fields$owner) {
  sentence <- format_parts(fields$parts)
  if (is.null(owner)) sentence else paste0(r_name(owner), ": ", sentence)
}

format_parts <- function(parts) paste(vapply(parts, format_part, ""), collapse = "")

format_part <- function(part) {
  content <- part$content
  switch(part$kind,
    text = ,
    argument = content,
    word = r_words[[content]],
    value = format_value(content, quote = "'"),
    given = format_value(content),
    missing = if (is.null(content)) "NA" else format_value(content, quote = "'"),
    options = format_options(content),
    shape = sprintf("(%s)", paste(vapply(content, format_size, ""), collapse = ", ")),
    position = format_position(content),
    class = r_name(content),
    install = format_install(content),
    setting = paste(content[[1]], "=", format_value(content[[2]]))
  )
}

r_words <- list(
  None = "NULL", True = "TRUE", False = "FALSE", dict = "named list", keras.Input = "layer_input()",
  Preprocessor.attach = "attach_to"
)

longest_value <- 200

format_value <- function(value, quote = "\"") {
  text <- format_whole_value(value, quote)
  if (nchar(text) <= longest_value) text else paste0(substr(text, 1, longest_value - 1), "\u2026")
}

format_whole_value <- function(value, quote) {
  if (is.null(value)) return("NULL")
  if (!is.list(value)) return(format_scalar(value, quote))
  if (is.null(names(value))) return(format_items(value, quote))
  switch(names(value),
    text = value$text,
    number = c(nan = "NaN", inf = "Inf", "-inf" = "-Inf")[[value$number]],
    pairs = format_pairs(value$pairs, quote)
  )
}

format_items <- function(items, quote) {
  is_scalar <- function(item) !is.null(item) && (!is.list(item) || identical(names(item), "number"))
  head <- if (length(items) > 0 && all(vapply(items, is_scalar, NA))) "c" else "list"
  sprintf("%s(%s)", head, paste(vapply(items, format_whole_value, "", quote), collapse = ", "))
}

format_scalar <- function(value, quote) {
  if (is.character(value)) return(encodeString(value, quote = quote))
  if (is.logical(value)) return(if (value) "TRUE" else "FALSE")
  format(value, digits = 15, scientific = if (abs(value) < 1e15 && abs(value) >= 1e-4 || value == 0) 100 else -100)
}

format_pairs <- function(pairs, quote) {
  named <- vapply(pairs, function(pair) {
    name <- if (make.names(pair[[1]]) == pair[[1]]) pair[[1]] else paste0("'", pair[[1]], "'")
    paste(name, "=", format_whole_value(pair[[2]], quote))
  }, "")
  sprintf("list(%s)", paste(named, collapse = ", "))
}

format_options <- function(options) {
  words <- vapply(options, format_whole_value, "", quote = "\"")
  if (length(words) == 1) return(words)
  paste(toString(words[-length(words)]), "or", words[[length(words)]])
}

format_size <- function(size) if (is.null(size)) "NA" else format(size, scientific = FALSE)

# Python counts positions from 0.
format_position <- function(position) {
  if (length(position) == 1) return(format(position[[1]] + 1, scientific = FALSE))
  sprintf("(%s)", paste(vapply(position, function(place) format(place + 1, scientific = FALSE), ""), collapse = ", "))
}

# The R function of a Python class or function: "RandomFlip" is layer_random_flip, "Preprocessor.from_frame" is
# preprocessor_from_frame.
r_name <- function(owner) {
  if (owner %in% names(functions_of_functions)) return(functions_of_functions[[owner]])
  stem <- snake_case(owner)
  name <- if (stem %in% functions_of_classes) stem else paste0("layer_", stem)
  if (exists(name, envir = topenv(), mode = "function")) name else owner
}

functions_of_functions <- c(augment = "dataset_augment", merge = "merge_state")

functions_of_classes <- c("image_data_generator", "data_generator", "preprocessor", "preprocessor_from_frame")

snake_case <- function(name) {
  words <- gsub("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name, perl = TRUE)
  # tolower() depends on the locale: the Turkish one lowers "I" to a dotless i.
  chartr(paste0(paste(LETTERS, collapse = ""), "."), paste0(paste(letters, collapse = ""), "_"), words)
}
