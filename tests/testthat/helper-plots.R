# What is drawn, as the pixels of a png of 320 by 240: (height, width, 3), from 0 to 1.
recorded <- function(plotting) {
  path <- tempfile(fileext = ".png")
  on.exit(unlink(path))
  grDevices::png(path, 320, 240)
  tryCatch(force(plotting), finally = grDevices::dev.off())
  png::readPNG(path)[, , 1:3]
}

# The pictures in what is drawn, in their order, each without what is around it.
pictures_of <- function(plotting) {
  places <- list()
  note <- function(x, y) places[[length(places) + 1]] <<- round(c(x, y))
  seen <- bquote(.(note)(
    graphics::grconvertX(c(0, size[[2]]), "user", "device"), graphics::grconvertY(c(0, size[[1]]), "user", "device")
  ))
  suppressMessages(trace("draw_picture", exit = seen, print = FALSE, where = asNamespace("prelayer")))
  on.exit(suppressMessages(untrace("draw_picture", where = asNamespace("prelayer"))))
  whole <- recorded(plotting)
  lapply(places, function(at) whole[(at[[3]] + 1):at[[4]], (at[[1]] + 1):at[[2]], ])
}

# The colors (height, width, 3) at the centers of an image's pixels.
at_pixels <- function(picture, size) {
  centers <- function(count, length) ceiling((seq_len(count) - 0.5) / count * length)
  picture[centers(size[[1]], dim(picture)[[1]]), centers(size[[2]], dim(picture)[[2]]), ]
}

# The color at x and y, in pixels of an image of a size, from its upper left corner.
color_at <- function(picture, x, y, size) {
  place <- pmax(1, round(c(y, x) / size * dim(picture)[1:2]))
  grDevices::rgb(t(picture[place[[1]], place[[2]], ]))
}

# The texts that are drawn, on a device without a file.
texts_of <- function(plotting) {
  grDevices::pdf(NULL)
  on.exit(grDevices::dev.off())
  grDevices::dev.control("enable")
  force(plotting)
  calls <- Filter(function(call) call[[2]][[1]]$name %in% c("C_text", "C_mtext"), grDevices::recordPlot()[[1]])
  texts <- unlist(lapply(calls, function(call) Filter(is.character, as.list(call[[2]])[-1])[[1]]))
  texts[nzchar(texts)]
}

# The hue there, which a thin line keeps where it is smoothed into the black around it.
expect_hue <- function(picture, x, y, size, color) {
  hue <- function(color) grDevices::rgb2hsv(grDevices::col2rgb(color))[["h", 1]]
  found <- color_at(picture, x, y, size)
  expect_equal(hue(found), hue(color), tolerance = 0.03, label = sprintf("the hue of %s at (%g, %g)", found, x, y))
}
