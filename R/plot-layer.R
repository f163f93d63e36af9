#' Plot what a layer has learned
#'
#' Layers with a vocabulary: the counts of up to 20 tokens as bars, of more tokens as points by rank on logarithmic
#' axes. [layer_discretization()]: the boundaries on the histogram of the data, and the number of values in each bin,
#' counted from 0 as in the layer's output. [layer_normalization()], [layer_min_max_scaling()],
#' [layer_robust_scaling()], [layer_power()] and [layer_quantile_transform()]: histograms of the first four features
#' before and after the layer, with lines at the learned mean, center, minimum and maximum. `plot()` of a layer does the
#' same.
#'
#' @param layer,x A fitted layer.
#' @param data Data as for the layer: a vector, matrix, data frame column or dataset, whose first 100 elements are read.
#'   `NULL` for the counts that the layer has learned, or, after loading, its `idf_weights`; layers of numbers need
#'   data.
#' @param ... For `plot()`: not used.
#' @returns `layer`, invisibly.
#' @family plots
#' @examplesIf has_python()
#' layer <- layer_string_lookup()
#' layer %>% adapt(c("red", "blue", "red"))
#' plot(layer)
#'
#' heights <- matrix(rnorm(200, mean = 170, sd = 10))
#' layer <- layer_normalization()
#' layer %>% adapt(heights)
#' plot_layer(layer, heights)
#' @export
plot_layer <- function(layer, data = NULL) {
  data <- if (!is.null(data) && is_layer(layer)) input_of(layer, data) else data
  sheet <- as_r(layer_panels$figure_of_layer(layer, data, first = 1L)$plain())
  draw_panels(sheet, if (inherits(layer, "prelayer.Layer")) format_layer(layer) else "")
  invisible(layer)
}

#' @rdname plot_layer
#' @export
plot.prelayer.Layer <- function(x, data = NULL, ...) plot_layer(x, data) # nolint: object_name_linter.

draw_panels <- function(sheet, heading) {
  rows <- ceiling(length(sheet$panels) / sheet$columns)
  # `cex` last: setting `mfrow` changes it.
  before <- graphics::par(c("mfrow", "mar", "oma", "mgp", "cex"))
  on.exit(graphics::par(before))
  graphics::par(mfrow = c(rows, sheet$columns), mar = c(3, 4.2, 1.6, 0.5), mgp = c(1.8, 0.6, 0))
  graphics::par(cex = small)
  heading <- strwrap(heading, width = max(20, graphics::par("din")[[1]] * letters_an_inch))
  heading <- utils::head(heading, 2)
  graphics::par(oma = c(0, 0, 1.2 * length(heading), 0))
  for (panel in sheet$panels) draw_panel(panel)
  graphics::mtext(heading, outer = TRUE, line = 1.2 * (rev(seq_along(heading)) - 1) + 0.1, cex = small)
}

panel_colors <- c("#E69F00", "#56B4E9")

draw_panel <- function(panel) {
  color <- panel_colors[[panel$color + 1]]
  heights <- as.numeric(unlist(panel$heights))
  if (length(panel$labels) > 0) {
    draw_token_bars(heights, unlist(panel$labels), color, panel$x_label)
  } else if (panel$is_log) {
    shown <- heights > 0
    graphics::plot.default(
      which(shown), heights[shown],
      log = "xy", pch = 20, cex = 0.8, col = color, xlab = panel$x_label, ylab = "", las = 1, bty = "l"
    )
    graphics::title(ylab = panel$y_label, line = 3)
  } else {
    draw_histogram(as.numeric(unlist(panel$edges)), heights, color, panel)
  }
  graphics::title(panel$title, font.main = 1, cex.main = 1)
}

draw_token_bars <- function(heights, labels, color, x_label) {
  # In lines of text, of which a margin is measured.
  widest <- max(graphics::strwidth(labels, units = "inches")) / graphics::par("csi")
  before <- graphics::par(mar = c(3, widest + 1.5, 1.6, 0.5))
  on.exit(graphics::par(before))
  graphics::barplot(
    rev(heights), names.arg = rev(labels), horiz = TRUE, las = 1, col = color, border = NA, xlab = x_label,
    xlim = c(0, 1.04 * max(heights, 1e-9))
  )
}

draw_histogram <- function(edges, heights, color, panel) {
  graphics::plot.new()
  graphics::plot.window(range(edges), c(0, 1.04 * max(heights, 1)), yaxs = "i")
  graphics::rect(edges[-length(edges)], 0, edges[-1], heights, col = color, border = "white")
  graphics::abline(v = as.numeric(unlist(panel$lines)), col = "gray25")
  graphics::axis(1)
  graphics::axis(2, las = 1)
  graphics::title(xlab = panel$x_label)
  graphics::title(ylab = panel$y_label, line = 3)
}
