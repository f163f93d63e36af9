needs_python()

searches <- yaml::read_yaml(test_path("..", "search_words.yml"))

test_that("the map lists every exported function once", {
  expect_identical(sort(unlist(map_of_functions(), use.names = FALSE)), sort(getNamespaceExports("prelayer")))
})

test_that("the map has a function below the heading of its namesake in Python", {
  functions <- map_of_functions()
  python <- strsplit(member(prelayer, "__doc__"), "\n(?=[A-Z][\\w ]*:\n    )", perl = TRUE)[[1]][-1]
  for (group in python) {
    heading <- sub(":.*", "", group)
    names <- regmatches(group, gregexpr("(?<=[ ,])\\w+(?=,|\n|$)", sub("^[^:]*:", "", group), perl = TRUE))[[1]]
    in_both <- Filter(Negate(is.null), lapply(names, in_r))
    expect_identical(setdiff(as.character(in_both), functions[[heading]]), character(), label = heading)
  }
})

test_that("every page has an example, in lines of at most 80 columns", {
  for (name in names(help_pages())) {
    lines <- section_of(help_pages()[[name]], "\\examples{")
    expect_gt(length(lines), 0, label = name)
    shown <- gsub("\\%", "%", grep("dontshow", lines, value = TRUE, invert = TRUE), fixed = TRUE)
    expect_identical(shown[nchar(shown) > 80], character(), label = name)
  }
})

test_that("every page links to others, which exist, and to guides", {
  pages <- help_pages()
  aliases <- unlist(lapply(pages, tags, "alias"))
  guides <- sub("\\.Rmd$", "", list.files(test_path("..", "..", "vignettes"), "\\.Rmd$"))
  for (name in setdiff(names(pages), "prelayer-package")) {
    text <- gsub("\\%", "%", paste(section_of(pages[[name]], "\\seealso{"), collapse = " "), fixed = TRUE)
    links <- regmatches(text, gregexpr("(?<=\\\\link\\[=)[^]]+|(?<=\\\\link\\{)[^}]+", text, perl = TRUE))[[1]]
    expect_gt(length(links), 0, label = name)
    expect_identical(setdiff(links, aliases), character(), label = name)
    named <- regmatches(text, gregexpr('(?<=vignette\\(")[^"]+', text, perl = TRUE))[[1]]
    expect_identical(setdiff(named, guides), character(), label = name)
  }
})

test_that("searches find the pages", {
  pages <- help_pages()
  for (words in names(Filter(function(found) !is.null(found$r), searches))) {
    expect_identical(setdiff(searches[[words]]$r, pages_with(words, pages)), character(), label = words)
  }
})

test_that("words match as a whole, with hyphens or spaces", {
  page <- c("\\title{Names of one-hot vectors}", "\\alias{unknown}", "\\concept{NA}")
  found <- function(words) pages_with(words, list(page = page)) == "page"
  expect_true(all(found("one hot vector"), found("na"), found("name")))
  expect_identical(pages_with("know", list(page = page)), character())
})

test_that("examples print or draw", {
  skip_slow("All examples run; only their output shows that there is something to see.")
  skip_if_not_installed("png")
  skip_if_not_installed("recipes")
  # Downloads data, and installs Python packages.
  not_run <- c("dataset_cifar10", "install_prelayer")
  for (name in setdiff(names(help_pages()), not_run)) {
    output <- output_of_examples(file.path(help_folder(), paste0(name, ".Rd")))
    expect_true(any(nzchar(output$printed)) || output$draws, label = name)
  }
})
