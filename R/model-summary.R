#' Summarize the layers of a model
#'
#' @param object A Keras model.
#' @param ... More arguments of Keras's `Model.summary()`, by name, such as
#'   `expand_nested = TRUE`.
#' @returns The table as text, one string per line; it prints as a table.
#' @family model building
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("number of parameters", "model architecture", "print a model")
#' @examplesIf has_python()
#' model <- keras_model_sequential() %>% layer_dense(1)
#' model(diag(2))
#' summary(model)
#' @name summary
NULL

summarize_model <- function(object, ...) {
  lines <- character()
  keep <- function(line, ...) {
    lines <<- c(lines, strsplit(line, "\n", fixed = TRUE)[[1]])
    NULL
  }
  as_callable(object$summary, convert = as_argument)(print_fn = keep, ...)
  structure(lines, class = "prelayer_summary")
}

#' @export
print.prelayer_summary <- function(x, ...) {
  cat(x, sep = "\n")
  invisible(x)
}

# Python would print the signature of its methods.
print_model <- function(x, ...) {
  kind <- class_name(x)
  columns <- if (takes_columns(x)) unlist(as_r(py_try(model_inputs()$column_names(x))))
  cat(sprintf("Keras model \"%s\" (%s)\n", as_text(member_of(reference_of(x), "name")), kind))
  if (length(columns) > 0) {
    text <- paste("It takes data frames with the columns", toString(columns), "and ignores others.")
    cat(strwrap(text, getOption("width")), sep = "\n")
  }
  cat("predict() computes its outputs, summary() shows its layers.\n")
  invisible(x)
}
