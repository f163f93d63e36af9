# Fits a preprocessor. Steps become layers here, because some choose them by the data.

adapt_preprocessor <- function(prep, data, ..., reset) {
  fit <- attr(prep, "fit", exact = TRUE)
  plan <- plan_of(prep)
  is_new <- !is.null(plan) && (reset || is.null(fit$layer))
  layer <- if (is_new) layer_of_plan(plan, data) else fit$layer
  learn <- callable_of(member_of(reference_of(layer), "adapt"))
  columns <- as_columns_to_learn(data, layer)
  report <- with_whole_numbers("prelayer", "adapt")(learn, list(columns, ..., reset = reset), as_argument)
  # Not before: where an error occurs, the preprocessor is what it was.
  fit$layer <- layer
  fit$times <- if (is.list(data) && !is_python(data)) names(Filter(is_time, data))
  tell_count_error(report$count_error)
  invisible(prep)
}
