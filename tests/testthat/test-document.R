test_that("Python's words become R's in help", {
  expect_identical(r_text("if True, `[1, 2]`; None is"), "If TRUE, `c(1, 2)`; NULL is.")
})

# The texts under "Arguments" of a help page, by name.
arguments_in <- function(file) {
  tagged <- function(rd, tag) Filter(function(part) identical(attr(part, "Rd_tag"), tag), rd)
  items <- tagged(tagged(tools::parse_Rd(file), "\\arguments")[[1]], "\\item")
  texts <- lapply(items, function(item) paste(unlist(item[[2]]), collapse = ""))
  stats::setNames(texts, vapply(items, function(item) paste(unlist(item[[1]]), collapse = ""), ""))
}

test_that("the help of every layer is drawn from its docstring", {
  folder <- test_path("..", "..", "man")
  skip_if_not(dir.exists(folder), "not in the source tree")
  for (class in Filter(function(class) startsWith(r_name(class), "layer_"), python_layers())) {
    described <- python_texts(class)
    described <- lapply(described[setdiff(names(described), "kwargs")], function(text) gsub("`", "", r_text(text)))
    help <- arguments_in(file.path(folder, paste0(r_name(class), ".Rd")))
    expect_identical(help[names(described)], described, label = paste("the help of", r_name(class)))
  }
})
