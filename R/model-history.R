# The contents of Keras's History as R numbers.
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

#' Plot or tabulate a training history
#'
#' `plot()` draws the loss and each metric by epoch, one panel each, with separate lines for training and
#' validation data. `as.data.frame()` returns the numbers in long form, for use with other plotting
#' functions.
#'
#' @param x The training history returned by [fit()].
#' @param metrics The names of the metrics to draw; `NULL` for all.
#' @param ... For `plot()`: more arguments of [graphics::plot.default()]. For `as.data.frame()`: not used.
#' @returns `plot()`: the data frame, invisibly. `as.data.frame()`: a data frame with one row per
#'   number, and the columns `epoch`, `metric`, `value` and `data`: "training" or "validation".
#' @name history
#' @family model training
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("learning curve", "training curve", "plot loss", "overfitting")
#' @examplesIf has_python()
#' model <- keras_model_sequential() %>%
#'   layer_dense(1) %>%
#'   compile(loss = "mse", metrics = "mae")
#' history <- model %>% fit(
#'   diag(4), 1:4,
#'   epochs = 2, validation_split = 0.25, verbose = 0
#' )
#' plot(history)
#' as.data.frame(history)
NULL

#' @rdname history
#' @export
as.data.frame.prelayer_history <- function(x, ...) {
  names <- as.character(names(x$metrics))
  sizes <- lengths(x$metrics)
  data.frame(
    epoch = as.integer(sequence(sizes)),
    metric = rep(sub("^val_", "", names), sizes),
    value = as.numeric(unlist(x$metrics, use.names = FALSE)),
    data = rep(ifelse(startsWith(names, "val_"), "validation", "training"), sizes)
  )
}

#' @rdname history
#' @export
plot.prelayer_history <- function(x, metrics = NULL, ...) {
  frame <- as.data.frame(x)
  known <- unique(frame$metric)
  metrics <- if (is.null(metrics)) known else metrics
  unknown <- setdiff(metrics, known)
  if (length(metrics) == 0) stop_prelayer("the history has no metrics to draw.", "plot")
  if (length(unknown) > 0) {
    found <- sprintf("\"%s\" is not", unknown[[1]])
    stop_argument("metrics", paste("be among", toString(known)), found = found, owner = "plot")
  }
  before <- graphics::par(mfrow = grDevices::n2mfrow(length(metrics)), mar = c(4, 4, 3, 1))
  on.exit(graphics::par(before))
  for (metric in metrics) draw_metric(frame[frame$metric == metric, ], metric, ...)
  invisible(frame)
}

draw_metric <- function(frame, metric, ...) {
  lines <- split(frame$value, factor(frame$data, c("training", "validation")))
  lines <- lines[lengths(lines) > 0]
  colors <- c(training = "#1b6ca8", validation = "#d1495b")[names(lines)]
  graphics::plot.default(frame$epoch, frame$value, type = "n", xaxt = "n", xlab = "epoch", ylab = "", las = 1, ...)
  graphics::title(metric, adj = 0)
  graphics::axis(1, at = intersect(pretty(frame$epoch), seq_len(max(frame$epoch))))
  for (data in names(lines)) {
    graphics::lines(seq_along(lines[[data]]), lines[[data]], type = "o", pch = 16, col = colors[[data]])
  }
  # Above the panel, so that the legend does not overlap the lines.
  if (length(lines) > 1) {
    graphics::legend(
      graphics::grconvertX(1, "npc"), graphics::grconvertY(1, "npc"), names(lines),
      col = colors, pch = 16, lty = 1, bty = "n", horiz = TRUE, xjust = 1, yjust = 0, xpd = NA
    )
  }
}
