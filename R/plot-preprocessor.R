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
  ends <- "(layer_\\w+\\((?!\\))| >) ?"
  layers <- lapply(places[c("dataset", "model")], gsub, pattern = ends, replacement = "\\1\n", perl = TRUE)
  columns <- list(
    paste0(table$feature, "\n", table$type), layers$dataset, layers$model, paste0(table$feature, "\n", table$output)
  )
  draw_rows(columns, titles = c("column", "in the dataset", "in the model", "output"), fills = preprocessor_fills)
  invisible(places)
}

preprocessor_fills <- c("white", "#E69F00", "#56B4E9", "white")
# Draws a row of boxes for each entry, and arrows between the boxes that hold text.
draw_rows <- function(columns, titles, fills) {
  count <- length(columns[[1]])
  before <- graphics::par(mar = c(0.5, 0.5, 1.5, 0.5), cex = small)
  on.exit(graphics::par(before))
  graphics::plot.new()
  graphics::plot.window(c(0.5, length(columns) + 0.5), c(count + 0.5, 0.5))
  graphics::text(seq_along(columns), 0.5, titles, pos = 3, offset = 0.2, xpd = NA)
  fitted <- fit_texts(columns)
  for (row in seq_len(count)) {
    filled <- which(vapply(columns, function(column) nzchar(column[[row]]), NA))
    for (column in filled) draw_text_box(column, row, fitted$lines[[column]][[row]], fills[[column]], fitted$cex)
    starts <- utils::head(filled, -1)
    graphics::arrows(starts + 0.43, row, filled[-1] - 0.43, row, length = 0.05)
  }
}

# Half of the sizes of a box, and the sizes of text relative to that of the plot.
box_width <- 0.42
box_height <- 0.38
text_sizes <- c(1, 0.9, 0.8, 0.7)

# The lines of the texts in the largest size for which no name is cut, else in the smallest.
fit_texts <- function(columns) {
  for (cex in text_sizes) {
    lines <- lapply(columns, lapply, lines_in_box, cex = cex)
    if (!any(vapply(unlist(lines, recursive = FALSE), function(box) isTRUE(attr(box, "is_cut")), NA))) break
  }
  list(lines = lines, cex = cex)
}

# The first line of a text is a name, of which the box shows more than of the rest.
lines_in_box <- function(text, cex) {
  height <- abs(graphics::strheight("M\nM", cex = cex) - graphics::strheight("M", cex = cex))
  most <- max(1, floor(1.9 * box_height / height))
  parts <- strsplit(text, "\n", fixed = TRUE)[[1]]
  if (most == 1) parts <- paste(parts, collapse = " ")
  name <- first_lines(wrapped(parts[1], cex), max(1, most - (length(parts) > 1)), cex)
  rest <- unlist(lapply(parts[-1], wrapped, cex = cex, separators = " "))
  rest <- first_lines(rest, most - length(name), cex)
  structure(c(name, rest), is_cut = attr(name, "is_cut"))
}

# Breaks text after the characters that separate words.
wrapped <- function(text, cex, separators = " _.:/-") {
  if (is.na(text) || !nzchar(text)) return("")
  lines <- ""
  for (word in regmatches(text, gregexpr(sprintf("[^%s]*[%s]*", separators, separators), text))[[1]]) {
    longer <- paste0(lines[[length(lines)]], word)
    if (is_in_box(longer, cex)) lines[[length(lines)]] <- longer else lines <- c(lines, word)
  }
  trimws(lines[nzchar(lines)], "right")
}

first_lines <- function(lines, most, cex) {
  lines <- as.character(lines)
  shown <- utils::head(lines, most)
  if (length(shown) < length(lines) && most > 0) shown[[most]] <- paste(shown[[most]], "...")
  fits <- vapply(shown, is_in_box, NA, cex = cex)
  shown[!fits] <- vapply(shown[!fits], cut_to_box, "", cex = cex)
  structure(shown, is_cut = length(shown) < length(lines) || !all(fits))
}

cut_to_box <- function(line, cex) {
  shorter <- paste0(substring(line, 1, seq_len(nchar(line))), "...")
  shorter[[max(1, sum(is_in_box(shorter, cex)))]]
}

is_in_box <- function(text, cex) graphics::strwidth(trimws(text, "right"), cex = cex) <= 1.95 * box_width

draw_text_box <- function(x, y, lines, fill, cex) {
  graphics::rect(x - box_width, y - box_height, x + box_width, y + box_height, col = fill, border = "gray30")
  graphics::text(x, y, paste(lines, collapse = "\n"), col = ink_on(fill), cex = cex)
}
