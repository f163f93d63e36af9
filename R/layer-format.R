# Layers and shapes as R code.

format_chain <- function(layers) {
  if (length(layers) == 0) "as is" else paste(vapply(layers, format_layer, ""), collapse = " > ")
}

#' The call of R that makes a layer, with the arguments that differ from their defaults
#' @noRd
format_layer <- function(layer) {
  name <- r_name(class_name(layer))
  if (!has_member(layer, "_r_arguments")) return(sprintf("%s()", name))
  if (name == "preprocessor") return(sprintf("preprocessor(%s)", toString(names(as_r(member_of(layer, "features"))))))
  given <- as_r(call_method(layer, "_r_arguments"))
  values <- vapply(given, format_option, "")
  sprintf("%s(%s)", name, paste(names(given), values, sep = " = ", collapse = ", "))
}

format_option <- function(value) {
  if (is_layer(value)) return(format_layer(value))
  if (is_python(value) || is.function(value)) return("...")
  if (identical(names(value), c("first", "more"))) {
    items <- format_option(value$first)
    return(sprintf("%s, ... %s more)", sub("[)]$", "", items), format(value$more, big.mark = ",")))
  }
  if (!is.list(value)) return(format_value(value))
  parts <- vapply(value, format_option, "")
  names <- if (is.null(names(value))) "" else paste(names(value), "= ")
  is_vector <- length(value) > 0 && all(vapply(value, function(part) is.atomic(part) && !is.null(part), NA))
  sprintf("%s(%s)", if (is_vector) "c" else "list", toString(paste0(names, parts)))
}

# Shapes as Python shows them, with NA for unknown sizes; they have nothing but numbers, None and names of parts.
format_shapes <- function(shapes) {
  shapes <- gsub("\\bNone,?", "NA", gsub("None, ", "NA, ", shapes, fixed = TRUE))
  gsub(",)", ")", shapes, fixed = TRUE)
}
