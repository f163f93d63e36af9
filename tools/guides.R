# Runs the code of guides, in R and in the Python of the same process, and writes them as Markdown of MkDocs, with a tab
# for each language:
#   Rscript tools/guides.R FOLDER docs/guides/NAME.Rmd ...    writes FOLDER/NAME.md and FOLDER/NAME/*.png
arguments <- commandArgs(TRUE)
folder <- normalizePath(arguments[[1]])
tab_names <- c(python = "Python", r = "R")

fenced <- function(text, language) {
  # A fence is longer than any within.
  fence <- strrep("`", 3L + grepl("```", paste(text, collapse = "\n"), fixed = TRUE))
  paste0("\n\n", fence, language, "\n", sub("\n+$", "", paste(text, collapse = "\n")), "\n", fence, "\n\n")
}

indented <- function(text) gsub("(^|\n)(?=[^\n])", "\\1    ", text, perl = TRUE)

# Tabs that follow one another are one set of tabs.
tab_of <- function(x, options) {
  title <- tab_names[tolower(options$engine)]
  if (is.na(title)) return(x)
  content <- gsub("\n{3,}", "\n\n", gsub("^\n+|\n+$", "", x))
  paste0("\n=== \"", title, "\"\n\n", indented(content), "\n")
}

# What guides write goes to a folder of its own, next to that of the pages.
files <- paste0(folder, "-files")
dir.create(files, showWarnings = FALSE)
knitr::opts_knit$set(progress = FALSE, verbose = FALSE, base.dir = paste0(folder, "/"), root.dir = files)
knitr::opts_chunk$set(
  comment = "", message = FALSE, warning = FALSE, error = FALSE, dev = "png", dpi = 144, fig.width = 7, fig.height = 3.5,
  results = "hold"
)
knitr::knit_hooks$set(
  source = function(x, options) fenced(x, tolower(options$engine)),
  output = function(x, options) fenced(x, "text"),
  error = function(x, options) fenced(x, "text"),
  plot = function(x, options) sprintf("\n\n![%s](%s)\n\n", options$fig.alt %||% "", x),
  chunk = tab_of
)
`%||%` <- function(x, default) if (is.null(x)) default else x
options(width = 78)
library(prelayer)

for (guide in normalizePath(arguments[-1])) {
  name <- tools::file_path_sans_ext(basename(guide))
  setwd(folder)
  knitr::opts_chunk$set(fig.path = paste0(name, "/"), engine.path = NULL)
  started <- proc.time()[["elapsed"]]
  knitr::knit(guide, paste0(name, ".md"), envir = new.env(), quiet = TRUE)
  cat(sprintf("%s: %.0f s\n", name, proc.time()[["elapsed"]] - started))
}
