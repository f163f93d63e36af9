#' Plot the features of a preprocessor
#'
#' Each feature is a row: its column, its layers in the color of where they run, and its output. Use it to see, and to
#' show, what a model is given.
#' @param x An adapted [preprocessor()].
#' @param ... Not used.
#' @param accelerator Whether the model runs on a GPU or TPU, which decides where layers run; `NULL` for whether there
#'   is one. See [placement()].
#' @returns The data frame of [placement()], invisibly.
#' @family preprocessors
#' @seealso `vignette("tabular")` is the guide to preprocessors.
#' @eval search_words("draw layers", "diagram", "visualize preprocessing")
#' @examplesIf has_python()
#' data <- data.frame(size = c(1, 3), color = c("red", "blue"))
#' prep <- preprocessor_from_frame(data)
#' prep %>% adapt(data)
#' plot(prep, accelerator = TRUE)
#' @export
plot.prelayer_preprocessor <- function(x, ..., accelerator = NULL) {
  table <- tidy.prelayer_preprocessor(x)
  places <- placement(x, accelerator = accelerator)
  layers <- lapply(places[c("dataset", "model")], gsub, pattern = "(", replacement = "(\n", fixed = TRUE)
  columns <- list(
    paste0(table$feature, "\n", table$type), layers$dataset, layers$model, paste0(table$feature, "\n", table$output)
  )
  draw_rows(columns, titles = c("column", "in the dataset", "in the model", "output"), fills = preprocessor_fills)
  invisible(places)
}

preprocessor_fills <- c("white", "#E69F00", "#56B4E9", "white")
letters_a_box <- 26
lines_a_box <- 3

# Draws a row of boxes for each entry, and arrows between the boxes that hold text.
draw_rows <- function(columns, titles, fills) {
  count <- length(columns[[1]])
  before <- graphics::par(mar = c(0.5, 0.5, 1.5, 0.5), cex = small)
  on.exit(graphics::par(before))
  graphics::plot.new()
  graphics::plot.window(c(0.5, length(columns) + 0.5), c(count + 0.5, 0.5))
  graphics::text(seq_along(columns), 0.5, titles, pos = 3, offset = 0.2, xpd = NA)
  for (row in seq_len(count)) {
    texts <- vapply(columns, `[[`, "", row)
    filled <- which(nzchar(texts))
    for (column in filled) draw_text_box(column, row, texts[[column]], fills[[column]])
    starts <- utils::head(filled, -1)
    graphics::arrows(starts + 0.43, row, filled[-1] - 0.43, row, length = 0.05)
  }
}

draw_text_box <- function(x, y, text, fill) {
  graphics::rect(x - 0.42, y - 0.38, x + 0.42, y + 0.38, col = fill, border = "gray30")
  lines <- unlist(lapply(strsplit(text, "\n", fixed = TRUE)[[1]], strwrap, width = letters_a_box))
  if (length(lines) > lines_a_box) lines <- c(lines[seq_len(lines_a_box - 1)], paste(lines[[lines_a_box]], "..."))
  graphics::text(x, y, paste(lines, collapse = "\n"), col = ink_on(fill))
}
