# Draws pictures prepared by Python in base graphics.

draw_sheet <- function(sheet) {
  rows <- ceiling(length(sheet$pictures) / sheet$columns)
  titled <- any(vapply(sheet$pictures, function(picture) nzchar(picture$title), NA))
  # `cex` last: setting `mfrow` changes it.
  before <- graphics::par(c("mfrow", "mar", "oma", "cex"))
  on.exit(graphics::par(before))
  graphics::par(mfrow = c(rows, sheet$columns), mar = c(0.2, 0.2, if (titled) 1.3 else 0.2, 0.2))
  graphics::par(cex = small)
  heading <- strwrap(sheet$heading, width = max(20, graphics::par("din")[[1]] * letters_an_inch))
  graphics::par(oma = c(0, 0, 1.2 * length(heading), 0))
  for (picture in sheet$pictures) draw_picture(picture)
  lines <- rev(seq_along(heading))
  graphics::mtext(heading, outer = TRUE, line = 1.2 * (lines - 1) + 0.1, cex = small)
}

small <- 0.8
letters_an_inch <- 13
# The share of a picture's height that the text above a box needs.
headroom <- 0.1

# Draws one picture, in units of pixels from its upper left corner.
draw_picture <- function(picture) {
  size <- dim(picture$pixels)
  graphics::plot.new()
  graphics::plot.window(c(0, size[[2]]), c(size[[1]], 0), asp = 1, xaxs = "i", yaxs = "i")
  graphics::rasterImage(picture$pixels, 0, size[[1]], size[[2]], 0, interpolate = FALSE)
  # Directly above the picture, which may not fill its panel.
  graphics::text(size[[2]] / 2, 0, picture$title, pos = 3, offset = 0.4, xpd = NA)
  graphics::clip(0, size[[2]], size[[1]], 0)
  for (i in seq_len(nrow(picture$boxes))) {
    draw_box(picture$boxes[i, ], picture$box_texts[[i]], picture$box_colors[[i]], headroom * size[[1]])
  }
  if (nrow(picture$points) > 0) {
    graphics::points(picture$points, pch = 21, col = "white", bg = unlist(picture$point_colors), cex = 1.2)
  }
}

draw_box <- function(box, text, color, room) {
  # A dark line under the colored one makes it visible on light images, too.
  graphics::rect(box[[1]], box[[4]], box[[3]], box[[2]], lwd = 4, border = "black")
  graphics::rect(box[[1]], box[[4]], box[[3]], box[[2]], lwd = 2, border = color)
  if (!nzchar(text)) return(invisible())
  width <- graphics::strwidth(text) * 1.1
  height <- abs(graphics::strheight(text)) * 1.6
  bottom <- if (box[[2]] > room) box[[2]] else box[[2]] + height
  graphics::rect(box[[1]], bottom, box[[1]] + width, bottom - height, col = color, border = NA)
  graphics::text(box[[1]] + width / 2, bottom - height / 2, text, col = ink_on(color))
}

# Black or white, whichever is more legible on a color.
ink_on <- function(color) {
  light <- sum(c(0.299, 0.587, 0.114) * grDevices::col2rgb(color)) / 255
  if (light > 0.45) "black" else "white"
}
