# The help pages of the source tree, and what they print.

help_folder <- function() {
  folder <- test_path("..", "..", "man")
  skip_if_not(dir.exists(folder), "not in the source tree")
  folder
}

help_pages <- function() {
  files <- list.files(help_folder(), "\\.Rd$", full.names = TRUE)
  stats::setNames(lapply(files, readLines, encoding = "UTF-8"), sub("\\.Rd$", "", basename(files)))
}

# The contents of the tags of a page: tags(page, "alias").
tags <- function(page, tag) {
  pattern <- sprintf("^\\\\%s\\{(.*)\\}$", tag)
  gsub("\\%", "%", sub(pattern, "\\1", grep(pattern, page, value = TRUE)), fixed = TRUE)
}

# The lines of a section that begins with one of its own, such as \examples{, to the next section.
section_of <- function(page, begin) {
  rest <- page[-seq_len(match(begin, page, nomatch = length(page)))]
  following <- grep("^\\\\(author|concept|examples|keyword|section|seealso)\\{", rest)
  utils::head(rest, min(following, length(rest) + 1) - 1)
}

# The pages with words in their title, an alias or a concept, as `??words` searches: hyphens are spaces, and each word may
# end in s.
pages_with <- function(words, pages = help_pages()) {
  plain <- function(text) gsub("[-[:space:]]+", " ", text)
  pattern <- paste0("\\b", gsub(" ", "s? ", plain(words), fixed = TRUE), "s?\\b")
  searched <- lapply(pages, function(page) plain(c(tags(page, "title"), tags(page, "alias"), tags(page, "concept"))))
  names(Filter(function(texts) any(grepl(pattern, texts, ignore.case = TRUE)), searched))
}

# The functions in the map on the page of the package, by heading.
map_of_functions <- function(page = help_pages()[["prelayer-package"]]) {
  text <- paste(section_of(page, "\\section{Map}{"), collapse = " ")
  items <- strsplit(gsub("\\%", "%", text, fixed = TRUE), "\\item ", fixed = TRUE)[[1]][-1]
  headings <- sub("^\\\\strong\\{([^}]*):\\}.*", "\\1", items)
  names <- gregexpr("(?<=\\{)[[:alnum:]_.]+(?=\\(\\)\\})|(?<=link\\{)tf|%>%|%<-%", items, perl = TRUE)
  stats::setNames(regmatches(items, names), headings)
}

# Runs the examples of a page in a folder of their own, and returns what they print, without the code, and whether they
# draw.
output_of_examples <- function(file) {
  code <- tempfile(fileext = ".R")
  tools::Rd2ex(file, code)
  old <- setwd(new_folder())
  grDevices::pdf(NULL)
  grDevices::dev.control("enable")
  on.exit({
    grDevices::dev.off()
    setwd(old)
  })
  messages <- capture_messages(
    lines <- utils::capture.output(source(code, local = new.env(parent = globalenv()), print.eval = TRUE))
  )
  printed <- c(grep("^[>+]", lines, value = TRUE, invert = TRUE), messages)
  list(printed = printed, draws = !is.null(grDevices::recordPlot()[[1]]))
}
