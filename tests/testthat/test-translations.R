# The tables of the guides that translate from other packages: names and arguments in the columns of R exist.
# tests/python/project/test_translations.py does the same for Python.

guides <- function() {
  folder <- test_path("..", "..", "docs", "guides")
  found <- list.files(folder, "^coming-from-.*[.]Rmd$", full.names = TRUE)
  skip_if(length(found) == 0, "the guides are not installed")
  found
}

# strsplit() drops an empty cell at the end.
cells_of <- function(line) {
  trimws(strsplit(sub("[|]$", "| end", sub("^[|]", "", line)), "(?<= )[|](?= )", perl = TRUE)[[1]])
}

# The pieces of code in all columns with a title.
codes_in <- function(guide, title) {
  lines <- readLines(guide, encoding = "UTF-8")
  rows <- grep("^[|] ", lines, value = TRUE)
  column <- NA
  found <- character()
  for (cells in lapply(rows, cells_of)) {
    if (any(cells %in% c("R", "Python"))) column <- match(title, cells)
    if (!is.na(column)) found <- c(found, unlist(regmatches(cells[[column]], gregexpr("`[^`]+`", cells[[column]]))))
  }
  gsub("`", "", found)
}

# An argument alone, such as `seed = 1`, is an assignment to parse().
calls_in <- function(expression) {
  if (!is.call(expression)) return(list())
  parts <- unlist(lapply(as.list(expression), calls_in), recursive = FALSE)
  if (is.name(expression[[1]])) c(list(expression), parts) else parts
}

# What the variables of the tables are called, which are functions.
variables <- c("prep", "pre", "layer")

selectors <- function() c(names(asNamespace("prelayer")$selectors_for(list())), getNamespaceExports("tidyselect"))

# The calls of functions that do not exist, and the arguments that they do not have.
unknown_in <- function(code, package) {
  exports <- getNamespaceExports(package)
  unlist(lapply(unlist(lapply(as.list(parse(text = code)), calls_in), recursive = FALSE), function(call) {
    name <- as.character(call[[1]])
    if (name %in% exports) return(unknown_arguments(name, call, getExportedValue(package, name)))
    if (name %in% c(variables, selectors()) || exists(name, envir = baseenv())) return(NULL)
    name
  }))
}

unknown_arguments <- function(name, call, fun) {
  given <- setdiff(names(call), "")
  known <- if (startsWith(name, "layer_")) c(names(formals(fun)), "name", "dtype") else names(formals(fun))
  if ("..." %in% known && !startsWith(name, "layer_")) return(NULL)
  wrong <- setdiff(given, known)
  if (length(wrong) > 0) sprintf("%s(%s = )", name, wrong)
}

test_that("names in the tables of guides exist", {
  for (guide in guides()) {
    codes <- codes_in(guide, "R")
    expect_gt(length(codes), 0)
    expect_identical(unlist(lapply(codes, unknown_in, "prelayer")), NULL, label = basename(guide))
  }
})

for (package in c("keras3", "tfdatasets", "recipes")) {
  test_that(sprintf("names of %s in the tables of guides exist", package), {
    skip_if_not_installed(package)
    codes <- unlist(lapply(guides(), codes_in, package))
    expect_gt(length(codes), 0)
    expect_identical(unlist(lapply(codes, unknown_in, package)), NULL)
  })
}

test_that("unknown names are found", {
  expect_null(unknown_in("layer_rescaling(scale = 1 / 255)", "prelayer"))
  expect_null(unknown_in("prep %>% step_normalize(all_numeric_predictors())", "prelayer"))
  expect_identical(unknown_in("layer_rescalling(scale = 1)", "prelayer"), "layer_rescalling")
  expect_identical(unknown_in("layer_normalization(mising = 1)", "prelayer"), "layer_normalization(mising = )")
})
