# What Keras's History holds, as R's numbers.
new_history <- function(history) {
  metrics <- lapply(as_r(history$history), function(values) as.numeric(unlist(values)))
  structure(list(params = as_r(history$params), metrics = metrics), class = "prelayer_history")
}

#' @export
print.prelayer_history <- function(x, digits = 4, ...) {
  epochs <- max(0, lengths(x$metrics))
  cat(sprintf("Training history of %d epoch%s\n", epochs, if (epochs == 1) "" else "s"))
  shown <- 8
  for (name in names(x$metrics)) {
    values <- format(signif(utils::tail(x$metrics[[name]], shown), digits))
    earlier <- if (length(x$metrics[[name]]) > shown) "... "
    cat(format(name, width = max(nchar(names(x$metrics)))), " ", earlier, paste(values, collapse = " "), "\n", sep = "")
  }
  invisible(x)
}
