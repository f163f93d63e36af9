# Class weights, whose names must be existing class indices.

# The keys of the Python dict are whole numbers, whereas R names are strings.
class_weights <- function(model, weights, y, owner) {
  if (is.null(weights) || is_python(weights)) return(weights)
  classes <- suppressWarnings(as.numeric(names(weights)))
  if (length(classes) != length(weights) || anyNA(classes)) {
    found <- if (is.null(names(weights))) "it has no names" else paste("its names are", toString(names(weights)))
    rule <- "be named by the classes' numbers, as in c(\"0\" = 1, \"1\" = 5)"
    stop_argument("class_weight", rule, found = found, owner = owner)
  }
  check_classes(classes, y, outputs_in(model), owner)
  pairs <- Map(list, as_int(classes, "class_weight"), as.list(weights))
  builtins()$dict(as_py(unname(pairs)))
}

# Keras silently ignores weights for classes that do not exist.
check_classes <- function(classes, y, outputs, owner) {
  of_y <- classes_in(y)
  known <- sort(unique(c(seq_len(max(outputs, 2)) - 1, of_y)))
  if (is.null(outputs) && is.null(of_y)) known <- c(0, if (0 %in% classes) classes)
  unknown <- setdiff(classes, known)
  if (length(unknown) == 0) return(invisible())
  numbered <- if (is.null(outputs) && is.null(of_y)) "on" else sprintf("to %s here", max(known))
  fields <- argument_fields(
    "class_weight", paste("be named by classes, which are numbered from 0", numbered),
    found = paste("it names", toString(unknown)), owner = owner
  )
  # The size of a single output does not determine the number of classes.
  if (is.null(of_y) && !isTRUE(outputs > 1)) return(warning(format_fields(fields), call. = FALSE))
  stop_fields(fields)
}

# Class indices, or one per one-hot column; NULL if `y` is neither, or is in a dataset.
classes_in <- function(y) {
  if (!is_bare_number(y) || anyNA(y)) return(NULL)
  columns <- if (length(dim(y)) > 1) utils::tail(dim(y), 1) else 1
  if (columns > 1) return(seq_len(columns) - 1)
  if (all(y == trunc(y))) sort(unique(as.vector(y + 0)))
}

is_bare_number <- function(y) !is_python(y) && (is.numeric(y) || is.logical(y))

# The size of the last axis of a model's only output, if known.
outputs_in <- function(model) {
  shape <- if (has_member(model, "output_shape")) as_r(member_of(model, "output_shape"))
  last <- if (is.list(shape) && length(shape) > 1) shape[[length(shape)]]
  if (is.numeric(last)) last
}
