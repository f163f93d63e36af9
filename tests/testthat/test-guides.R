needs_python()

guide_to_clusters <- test_path("..", "..", "docs", "guides", "clusters.Rmd")

# The code of the guide that is shown in one language, one vector of lines for each chunk.
chunks_of <- function(language) {
  lines <- readLines(guide_to_clusters, encoding = "UTF-8")
  ends <- which(lines == "```")
  starts <- which(grepl(sprintf("^```\\{%s[ ,}]", language), lines) & !grepl("include = FALSE", lines, fixed = TRUE))
  lapply(starts, function(start) lines[seq(start + 1, min(ends[ends > start]) - 1)])
}

test_that("the examples of the guide to clusters run", {
  skip_slow("Spark starts, on files that Python writes; only the examples themselves show that they run.")
  skip_if_not(file.exists(guide_to_clusters), "the guides are not installed")
  skip_if_not(reticulate::py_module_available("pyspark"), "Python's pyspark is not installed")
  skip_if(Sys.which("java") == "", "Java is not installed")
  code <- chunks_of("r")
  made_by_python <- script_of(c(unlist(chunks_of("python")[1:2]), "print(folder)"))
  path <- paste0("PYTHONPATH=", system.file("python", package = "prelayer"))
  # R's own library path may hold another libpython.
  made <- system2(
    look_around()$executable, shQuote(made_by_python),
    stdout = TRUE, stderr = FALSE, env = c("LD_LIBRARY_PATH=", path, paste0("TMPDIR=", new_folder()))
  )
  expect_null(attr(made, "status"))
  folder <- sprintf("folder <- %s", deparse(tail(made, 1)))
  expect_gt(length(code), 2)
  # Those of Spark set variables before Python starts.
  is_spark <- vapply(code, function(lines) any(grepl("SparkSession", lines)), NA)
  outputs <- character()
  for (lines in list(unlist(code[!is_spark]), unlist(code[is_spark]))) {
    lines <- c("options(warn = 1)", folder, lines, "cat('it ran to its end')")
    output <- in_new_session(lines, paste0("RETICULATE_PYTHON=", look_around()$executable), timeout = 300)
    expect_true("it ran to its end" %in% output, label = paste(output, collapse = "\n"))
    expect_true(any(grepl('"[UNK]"   "Premium" "Fair"', output, fixed = TRUE)), label = paste(output, collapse = "\n"))
    outputs <- c(outputs, output)
  }
  expect_true("32 images, 32 equal" %in% outputs)
})
